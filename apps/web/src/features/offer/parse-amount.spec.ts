import { formatPrice } from '@/features/chat/use-price-text';
import { minorDigits, parseAmount, toAmountText } from './parse-amount';

describe(parseAmount.name, () => {
  it.each([
    ['45000', 'DZD', 4_500_000],
    ['45 000', 'DZD', 4_500_000],
    ['45\u202f000', 'DZD', 4_500_000],
    ['45,000', 'DZD', 4_500_000],
    ['45.000', 'DZD', 4_500_000],
    ["1'234'567", 'EUR', 123_456_700],
    ['1,234,567', 'EUR', 123_456_700],
    ['45,5', 'EUR', 4_550],
    ['45.50', 'EUR', 4_550],
    ['1.234,56', 'EUR', 123_456],
    ['1,234.56', 'EUR', 123_456],
    ['0.01', 'USD', 1],
    ['٤٥٠٠٠', 'DZD', 4_500_000],
    ['٤٥٬٠٠٠', 'DZD', 4_500_000],
    ['٤٥٫٥', 'DZD', 4_550],
    ['۴۵۰۰۰', 'DZD', 4_500_000],
    ['1200', 'JPY', 1_200],
    ['1,200', 'JPY', 1_200],
    ['1.234', 'TND', 1_234],
    ['1,234.500', 'TND', 1_234_500],
  ])('reads %s %s as %d', (text, currency, amount) => {
    expect(parseAmount(text, currency)).toBe(amount);
  });

  it.each([
    '',
    ' ',
    '0',
    '0.00',
    '-5',
    '1e3',
    'abc',
    '45k',
    '1.2.3',
    '1,23,456',
    '.',
    '12..5',
    '1.234,567',
    '9'.repeat(20),
  ])('refuses %j', (text) => {
    expect(parseAmount(text, 'EUR')).toBeNull();
  });

  it('reads what it writes for editing, and what is shown as a price', () => {
    for (const [amount, currency] of [
      [4_500_000, 'DZD'],
      [4_550, 'EUR'],
      [1_234, 'TND'],
      [1_200, 'JPY'],
      [1, 'USD'],
    ] as const) {
      expect(parseAmount(toAmountText(amount, currency), currency)).toBe(amount);
    }
    expect(toAmountText(4_500_000, 'DZD')).toBe('45000');
    expect(formatPrice({ amount: parseAmount('1.234,56', 'EUR') ?? 0, currency: 'EUR' }, 'en')).toBe('€1,234.56');
  });

  it('knows how many digits a currency has', () => {
    expect(['DZD', 'JPY', 'TND'].map(minorDigits)).toEqual([2, 0, 3]);
  });
});
