import { AppError } from './app-error';

/** Deeper input than this has no use in the contract; refusing it early keeps validators shallow. */
const MAX_DEPTH = 8;
/** Validators look names up in plain objects, where these are always found. */
const FORBIDDEN_KEYS = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype']);
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is what this is for
const CONTROL_CHARACTER = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;
/** Half of a pair has no UTF-8 form: it would be told live as sent and read back as something else. */
const LONE_SURROGATE = /\p{Cs}/u;

/** Refuses input that no DTO should ever see: too deep, prototype keys, control characters, broken text, binary. */
export function assertShape(value: unknown, depth = 0): void {
  if (typeof value === 'string') {
    if (CONTROL_CHARACTER.test(value)) throw new AppError('VALIDATION', 'Control characters are not allowed.');
    if (LONE_SURROGATE.test(value)) throw new AppError('VALIDATION', 'The text is not valid Unicode.');
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (Buffer.isBuffer(value) || ArrayBuffer.isView(value)) throw new AppError('VALIDATION', 'Binary is not allowed.');
  if (depth >= MAX_DEPTH) throw new AppError('VALIDATION', 'The input is nested too deeply.');
  for (const key of Object.keys(value)) {
    if (FORBIDDEN_KEYS.has(key)) throw new AppError('VALIDATION', 'The input has a forbidden key.');
    assertShape((value as Record<string, unknown>)[key], depth + 1);
  }
}
