/** Long enough for people; with an extension it stays below what file systems take (255 bytes). */
const NAME_MAX_BYTES = 200;
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is what this is for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/g;
/** Marks that turn the reading direction can make `gpj.exe` look like `exe.jpg`. */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const FORBIDDEN_ON_WINDOWS = /[<>:"|?*]/g;
const RESERVED_ON_WINDOWS = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** A name as people and all file systems can bear it: no path, no control or direction characters, not too long. */
export function cleanFileName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .normalize('NFC')
    .replace(CONTROL, '')
    .replace(DIRECTION, '')
    .replace(FORBIDDEN_ON_WINDOWS, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const { stem, extension } = splitName(plain);
  const safe = RESERVED_ON_WINDOWS.test(stem.split('.')[0] ?? '') ? `_${stem}` : stem;
  const cut = cutBytes(safe, NAME_MAX_BYTES) || 'file';
  return extension ? `${cut}.${extension}` : cut;
}

/** The extension is what follows the last dot, when it looks like one; as the sender wrote it. */
export function splitName(name: string): { stem: string; extension: string } {
  const match = /^(.*)\.([a-z0-9]{1,10})$/i.exec(name);
  return match ? { stem: match[1] ?? '', extension: match[2] ?? '' } : { stem: name, extension: '' };
}

function cutBytes(text: string, max: number): string {
  let bytes = 0;
  let cut = '';
  for (const point of text) {
    bytes += Buffer.byteLength(point);
    if (bytes > max) break;
    cut += point;
  }
  return cut;
}
