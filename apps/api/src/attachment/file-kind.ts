import { ATTACHMENT_MIME_TYPES } from '@app/contracts';
import { ByteSource } from './byte-source';
import { cleanFileName, splitName } from './file-name';
import { isPlainText } from './plain-text';
import { fileType, refusePolyglot } from './polyglot';
import { hasVideo } from './sound-only';

const MIME_TYPES: Readonly<Record<string, string>> = ATTACHMENT_MIME_TYPES;
const ALLOWED = new Set(Object.values(MIME_TYPES));

/** Where file-type has another word for what the contract allows. Containers may hold pictures too: see `hasVideo`. */
const SYNONYMS: Readonly<Record<string, string>> = {
  'image/apng': 'image/png',
  'video/webm': 'audio/webm',
  'audio/ogg; codecs=opus': 'audio/ogg',
  'audio/x-m4a': 'audio/mp4',
  'video/mp4': 'audio/mp4',
};

/** Programs and pages, which a name must not hold even before its last extension: some systems hide that one. */
const DANGEROUS =
  /\.(apk|app|bat|cmd|com|cpl|dll|dmg|exe|hta|html?|jar|js|jse|lnk|mht|mhtml|msc|msi|mjs|php\d?|pif|ps1|reg|scr|sh|svgz?|vbe|vbs|wsf|wsh|xhtml|xml)$/i;

export interface KnownFile {
  name: string;
  mimeType: string;
}

/**
 * What an uploaded file is: by its name and by its bytes, which must agree. What the sender's browser called it does not
 * count. A name without an extension gets the one of its bytes.
 * @throws FILE_TYPE
 */
export async function knowFile(path: string, givenName: string): Promise<KnownFile> {
  const name = cleanFileName(givenName);
  const { stem, extension } = splitName(name);
  const expected = extension === '' ? null : MIME_TYPES[extension.toLowerCase()];
  if (expected === undefined || DANGEROUS.test(stem)) throw fileType();
  const mimeType = await mimeTypeOf(path);
  if (!mimeType || (expected !== null && mimeType !== expected)) throw fileType();
  await ByteSource.use(path, async (source) => {
    await refusePolyglot(source, mimeType);
    if (await hasVideo(source, mimeType)) throw fileType();
  });
  return { mimeType, name: expected === null ? `${name}.${extensionOf(mimeType)}` : name };
}

async function mimeTypeOf(path: string): Promise<string | null> {
  const { fileTypeFromFile } = await import('file-type');
  const found = await fileTypeFromFile(path);
  if (!found) return (await isPlainText(path)) ? 'text/plain' : null;
  const mimeType = SYNONYMS[found.mime] ?? found.mime;
  return ALLOWED.has(mimeType) ? mimeType : null;
}

function extensionOf(mimeType: string): string {
  return Object.keys(MIME_TYPES).find((extension) => MIME_TYPES[extension] === mimeType) ?? '';
}
