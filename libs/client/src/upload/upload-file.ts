import type { AttachmentDto, UploadInput } from '@app/contracts';
import type { UploadOptions } from '../rest/rest';
import type { Session } from '../rest/session';
import { xhrFetch } from './xhr-fetch';

/** Where nothing tells a slow upload from a dead one. */
const TIMEOUT_MS = 600_000;

export async function uploadFile(
  session: Session,
  input: UploadInput,
  file: Blob,
  { name, onProgress, signal }: UploadOptions = {},
): Promise<AttachmentDto> {
  const canTell = onProgress && session.isHost && 'XMLHttpRequest' in globalThis;
  const ended = new AbortController();
  const end = () => ended.abort();
  signal?.addEventListener('abort', end);
  const timer = canTell ? undefined : setTimeout(end, TIMEOUT_MS);
  // Node: an upload that hangs keeps no process alive.
  if (typeof timer === 'object') timer.unref();
  try {
    return await session.request<AttachmentDto>({
      method: 'POST',
      path: 'attachments',
      body: toForm(input, file, name ?? (file as Partial<File>).name ?? 'file'),
      ...(canTell && { call: xhrFetch(onProgress) }),
      signal: ended.signal,
    });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
  }
}

/** Fields first: the server knows what is coming before the bytes do. */
function toForm({ uploadId, kind, durationMs, peaks }: UploadInput, file: Blob, name: string): FormData {
  const form = new FormData();
  form.append('uploadId', uploadId);
  if (kind) form.append('kind', kind);
  if (durationMs !== undefined) form.append('durationMs', String(Math.round(durationMs)));
  if (peaks) form.append('peaks', JSON.stringify(peaks));
  form.append('file', file, name);
  return form;
}
