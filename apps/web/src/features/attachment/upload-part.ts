import type { PendingAttachment, UploadState } from '@app/client';

/** The part of all bytes of a message that is sent, 0 to 1; null before the first of its files is begun. */
export function partOf(attachments: readonly PendingAttachment[], byId: UploadState['byId']): number | null {
  const isBegun = attachments.some(
    ({ attachmentId, uploadId }) => attachmentId !== null || byId[uploadId] !== undefined,
  );
  if (!isBegun) return null;
  const all = attachments.reduce((sum, { size }) => sum + size, 0);
  const sent = attachments.reduce(
    (sum, { size, attachmentId, uploadId }) => sum + size * (attachmentId === null ? (byId[uploadId] ?? 0) : 1),
    0,
  );
  return all === 0 ? 1 : sent / all;
}
