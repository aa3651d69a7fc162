/** Zero of every script that writes decimal numbers with digits of its own. */
const ZEROS = [0x30, 0x660, 0x6f0, 0x966];
const SEPARATOR = /[.,\u066b\u066c\u060c]/g;
/** White space and marks that group digits or set the direction, and never decide the value. */
const IGNORED = /[\s\u00a0\u202f'\u2019\u200e\u200f\u061c]/g;

/** How many digits a currency has after the point: 2 for DZD and EUR, 3 for TND, 0 for JPY. */
export function minorDigits(currency: string): number {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  return maximumFractionDigits;
}

/**
 * Minor units of an amount as people write it: "45000", "45 000", "45,000", "45.5", "٤٥٬٠٠٠". What stands after the last separator is
 * a part of the unit when it has no more digits than the currency; else the separator groups thousands. Null when it is no amount.
 */
export function parseAmount(text: string, currency: string): number | null {
  const digits = minorDigits(currency);
  const plain = toLatin(text.replace(IGNORED, ''));
  if (!/^[\d.,\u066b\u066c\u060c]+$/.test(plain) || !/\d/.test(plain)) return null;
  const [whole, part] = split(plain, digits);
  const hasOneMark = new Set(whole.match(SEPARATOR)).size <= 1;
  const isGrouped = whole.split(SEPARATOR).every((group, index) => index === 0 || group.length === 3);
  if (!hasOneMark || !isGrouped) return null;
  const amount = Number(whole.replace(SEPARATOR, '') + part.padEnd(digits, '0'));
  return Number.isSafeInteger(amount) && amount > 0 ? amount : null;
}

/** The amount as it can be edited again, without grouping. */
export function toAmountText(amount: number, currency: string): string {
  const digits = minorDigits(currency);
  const text = (amount / 10 ** digits).toFixed(digits);
  return text.replace(/\.0+$/, '');
}

function split(plain: string, digits: number): [whole: string, part: string] {
  const last = [...plain.matchAll(SEPARATOR)].at(-1)?.index ?? plain.length;
  const part = plain.slice(last + 1);
  const isDecimal = part.length > 0 && part.length <= digits;
  return isDecimal ? [plain.slice(0, last), part] : [plain, ''];
}

function toLatin(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const zero = ZEROS.find((first) => code >= first && code < first + 10);
    return zero === undefined ? digit : String(code - zero);
  });
}
