import { toIntlTag } from '@/i18n/locale';
import { formatPrice } from './use-price-text';

const plain = (text: string) => text.replace(/[\u00a0\u202f\u200f]/g, ' ').trim();

describe('formatPrice', () => {
  it('reads minor units by the currency', () => {
    expect(plain(formatPrice({ amount: 4_800_000, currency: 'DZD' }, toIntlTag('en')))).toBe('DZD 48,000');
    expect(plain(formatPrice({ amount: 1_250, currency: 'EUR' }, toIntlTag('fr')))).toBe('12,50 €');
    expect(plain(formatPrice({ amount: 500, currency: 'JPY' }, toIntlTag('en')))).toBe('JP¥500');
  });

  it('writes Arabic prices with Latin digits', () => {
    expect(formatPrice({ amount: 9_500_000, currency: 'DZD' }, toIntlTag('ar'))).toContain('95,000');
  });
});
