import { AppError } from '../common/app-error';
import type { ByteSource } from './byte-source';

/** As far as browsers look when they guess what something is. */
const HEAD_BYTES = 1_445;
const MARKUP = /<\s*(!doctype\s+html|html|head|body|script|iframe|svg|\?php)\b/i;
const XML = /^<\?xml\s/i;
const PDF = '%PDF-';
const PROGRAM = /^(MZ|\x7fELF|#!)/;
const ZIP_END = Buffer.from('PK\x05\x06', 'latin1');
const ZIP_END_BYTES = 22;
const ZIP_COMMENT_MAX = 65_535;

export function fileType(message = 'This kind of file cannot be sent, or it is not what its name says.'): AppError {
  return new AppError('FILE_TYPE', message, { fields: { file: 'type' } });
}

/** Refuses a file that something else could take for a page, a document or an archive. */
export async function refusePolyglot(source: ByteSource, mimeType: string): Promise<void> {
  if (mimeType === 'text/plain') {
    // Text may speak of markup; what begins with it is a page under another name.
    const head = (await source.read(0, HEAD_BYTES))
      .toString('utf8')
      .replace(/^\ufeff/, '')
      .trimStart();
    if (head.search(MARKUP) === 0 || XML.test(head) || PROGRAM.test(head)) throw fileType();
    return;
  }
  await refuseForeign(source, 0, mimeType);
  if (await endsAsZip(source)) throw fileType();
}

/** Looks at the bytes from `position` on as a reader that starts there would. */
export async function refuseForeign(source: ByteSource, position: number, mimeType: string): Promise<void> {
  const head = (await source.read(position, HEAD_BYTES)).toString('latin1');
  const isPdfElsewhere = head.includes(PDF) && mimeType !== 'application/pdf';
  if (MARKUP.test(head) || isPdfElsewhere || PROGRAM.test(head)) throw fileType();
}

/** An archive is read from its end: its last record says how much comment follows, up to the very end of the file. */
async function endsAsZip(source: ByteSource): Promise<boolean> {
  for (let from = Math.max(0, source.size - ZIP_END_BYTES - ZIP_COMMENT_MAX); ; from++) {
    from = await source.indexOf(ZIP_END, from);
    if (from < 0) return false;
    const record = await source.read(from, ZIP_END_BYTES);
    if (record.length === ZIP_END_BYTES && from + ZIP_END_BYTES + record.readUInt16LE(20) === source.size) return true;
  }
}
