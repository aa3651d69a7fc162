import type { AttachmentDto } from '@app/contracts';
import type { OutboxAttachment, OutboxSend } from '../outbox/outbox-storage';
import type { Rest } from '../rest/rest';

/** At once, of one message: a slow network is not made faster by more. */
const PARALLEL = 2;

export interface UploadWork {
  rest: Pick<Rest, 'attachments'>;
  /** What this tab has uploaded of messages that are not complete: one refused file does not repeat the others. */
  known: Map<string, AttachmentDto>;
  onProgress(uploadId: string, part: number | null): void;
  signal: AbortSignal;
}

/** Loaded with the first file that is sent. The first fault ends it. */
export async function uploadAll({ attachments }: OutboxSend, work: UploadWork): Promise<OutboxAttachment[]> {
  const waiting = attachments.filter(
    ({ attachmentId, uploadId }) => attachmentId === null && !work.known.has(uploadId),
  );
  const ended = new AbortController();
  const { signal } = ended;
  work.signal.addEventListener('abort', () => ended.abort());
  const takeTurns = async () => {
    for (let each = waiting.shift(); each && !signal.aborted; each = waiting.shift()) {
      await uploadOne(each, { ...work, signal });
    }
  };
  try {
    await Promise.all(Array.from({ length: PARALLEL }, takeTurns));
  } catch (error) {
    ended.abort();
    throw error;
  }
  return attachments.map((attachment) => withStored(attachment, work.known));
}

async function uploadOne(attachment: OutboxAttachment, { rest, known, onProgress, signal }: UploadWork): Promise<void> {
  const { uploadId, kind, name, file, durationMs, peaks } = attachment;
  if (!file) return;
  const voice = { kind: 'voice' as const, durationMs: durationMs ?? 0, peaks: peaks ?? [] };
  onProgress(uploadId, 0);
  try {
    const input = { uploadId, ...(kind === 'voice' && voice) };
    const stored = await rest.attachments.upload(input, file, {
      name,
      signal,
      onProgress: (part) => onProgress(uploadId, part),
    });
    known.set(uploadId, stored);
  } finally {
    onProgress(uploadId, null);
  }
}

function withStored(attachment: OutboxAttachment, known: Map<string, AttachmentDto>): OutboxAttachment {
  const stored = known.get(attachment.uploadId);
  known.delete(attachment.uploadId);
  if (!stored) return attachment;
  const { id: attachmentId, ...shown } = stored;
  return { ...attachment, ...shown, attachmentId };
}
