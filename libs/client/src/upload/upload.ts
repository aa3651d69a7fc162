import type { AttachmentDto, AttachmentKind, Limits } from '@app/contracts';
import { ParleyError } from '../core/error';
import { createStore, readSide, type Store } from '../core/store';
import type { OutboxAttachment, OutboxSend } from '../outbox/outbox-storage';
import type { Rest } from '../rest/rest';

/** A file to be sent: its bytes, and what this device knows of them, to show it before the server has it. */
export interface AttachmentInput {
  file: Blob;
  /** Absent: that of a `File`. */
  name?: string;
  /** `voice` needs `durationMs` and `peaks`. Absent: `image` for what the server makes thumbnails of, else `file`. */
  kind?: AttachmentKind;
  /** Pixels of an image: keeps its place on the screen. */
  width?: number | null;
  height?: number | null;
  /** A tiny picture as a data URL. */
  placeholder?: string | null;
  durationMs?: number | null;
  peaks?: number[] | null;
}

/** How far the uploads of this tab are. */
export interface UploadState {
  /** By `uploadId`: the part that is sent, 0 to 1. Absent: not begun yet, done, or under way in another tab. */
  byId: Readonly<Record<string, number>>;
}

/** Uploads belong to their messages: `retry` and `discard` of a message begin them again and end them. */
export type UploadStore = Store<UploadState>;

/** What the outbox needs of it. */
export interface UploadEngine extends UploadStore {
  /** Uploads what of the item is not there yet; answers all its attachments as they are on the server. */
  upload(item: OutboxSend): Promise<readonly OutboxAttachment[]>;
  abort(clientMsgId: string): void;
}

/** Progress, and the way to the uploader, which is loaded with the first file that is sent. */
export function createUploads(rest: Pick<Rest, 'attachments'>): UploadEngine {
  const store = createStore<UploadState>({ byId: {} });
  const running = new Map<string, AbortController>();
  const known = new Map<string, AttachmentDto>();

  const onProgress = (uploadId: string, part: number | null) => {
    const { [uploadId]: _before, ...others } = store.getState().byId;
    store.setState({ byId: part === null ? others : { ...others, [uploadId]: part } });
  };

  return {
    ...readSide(store),
    async upload(item) {
      const controller = new AbortController();
      running.set(item.clientMsgId, controller);
      try {
        const { uploadAll } = await importUploader();
        return await uploadAll(item, { rest, known, onProgress, signal: controller.signal });
      } finally {
        running.delete(item.clientMsgId);
      }
    },
    abort: (clientMsgId) => running.get(clientMsgId)?.abort(),
  };
}

/** Its code travels like everything else: without a connection it is tried again. */
async function importUploader() {
  try {
    return await import('@app/client/upload');
  } catch (error) {
    throw new ParleyError({ code: 'NETWORK', message: String(error) });
  }
}

/** Throws what the server would answer, before anything is queued. */
export function toOutboxAttachments(
  given: readonly AttachmentInput[],
  { attachmentsPerMessageMax, attachmentMaxBytes }: Limits,
  uuid: () => string,
): OutboxAttachment[] {
  const refuse = (code: 'VALIDATION' | 'TOO_LARGE', problem: string) =>
    new ParleyError({ code, fields: { attachments: problem } });
  if (given.length > attachmentsPerMessageMax) throw refuse('VALIDATION', `are more than ${attachmentsPerMessageMax}`);
  if (given.some(({ file }) => file.size > attachmentMaxBytes)) {
    throw refuse('TOO_LARGE', `are larger than ${attachmentMaxBytes} bytes`);
  }
  return given.map(({ file, name, kind, ...shown }) => ({
    width: null,
    height: null,
    placeholder: null,
    durationMs: null,
    peaks: null,
    ...shown,
    uploadId: uuid(),
    attachmentId: null,
    file,
    name: name ?? (file as Partial<File>).name ?? 'file',
    kind: kind ?? (file.type.startsWith('image/') ? 'image' : 'file'),
    mimeType: file.type,
    size: file.size,
  }));
}
