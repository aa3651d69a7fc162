import { AppError } from '../common/app-error';
import type { ByteRange } from './file-store';

const ONE_RANGE = /^bytes=(\d*)-(\d*)$/;

/**
 * The part of a file that a Range header asks for; undefined for all of it, as for several parts at once and for what is not
 * understood (RFC 9110 lets a server ignore those).
 * @throws RANGE when the file has no such part.
 */
export function parseRange(header: string | undefined, size: number): ByteRange | undefined {
  const match = ONE_RANGE.exec(header ?? '');
  const [first = '', last = ''] = match?.slice(1) ?? [];
  if (!match || (first === '' && last === '')) return undefined;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  if (start > end) throw new AppError('RANGE', 'The file has no such part.');
  return { start, end };
}
