import type { Limits } from '@app/contracts';
import { AppError } from '../common/app-error';

/** The code points are counted with the rest of the input; many bytes in few code points are refused here. */
export function requireFitting(text: string, { messageMaxBytes }: Limits): void {
  if (Buffer.byteLength(text) > messageMaxBytes) throw new AppError('TOO_LARGE', 'The message is larger than 16 KB.');
}
