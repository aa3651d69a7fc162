/**
 * Folds text for search, so that what people type finds what people wrote: compatibility forms, case and accents;
 * Arabic alef, hamza, taa marbuta and alef maqsura, without tashkeel and tatweel; digits of any script as 0-9.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .normalize('NFD')
    .replace(/[\u0640\p{Mn}]/gu, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ؤ/g, 'و')
    .replace(/ئ/g, 'ي')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه')
    .replace(/\p{Nd}/gu, toLatinDigit)
    .toLowerCase();
}

/** The words of a text, folded, each once. */
export function foldedWords(text: string): string[] {
  return [...new Set(fold(text).match(/[\p{L}\p{N}]+/gu) ?? [])];
}

/** Unicode puts the ten digits of every script in one run, so the zero of the run is found by walking down. */
function toLatinDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero--;
  return String(code - zero);
}
