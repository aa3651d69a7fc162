import { uuid } from '@app/client';
import { holdDraft } from './draft-lock';
import { beginDraft, dropDraft, keepParts, type VoiceDraft } from './voice-drafts';
import type { VoicePart } from './voice-part';

/** A second of sound at once: that much is lost when the tab crashes. */
const PARTS_AT_ONCE = 20;

export interface DraftKeeper {
  add(part: VoicePart): void;
  /** Writes what waits for its second to be full. */
  flush(): Promise<void>;
  /** Sent or deleted: nothing stays on the device. */
  drop(): Promise<void>;
  /** The person goes elsewhere: what there is stays, and any tab may take it up. */
  leave(): Promise<void>;
}

export interface DraftOwner {
  userId: string;
  chatId: string;
  /** A recording that was left before; absent: a new one. */
  draft?: VoiceDraft | null;
  /** The device keeps nothing more: the recording lives in this tab alone. */
  onLost: () => void;
}

/** Writes a recording to the device while it is made. */
export function keepDraft({ userId, chatId, draft, onLost }: DraftOwner): DraftKeeper {
  const id = draft?.id ?? uuid();
  const letGo = holdDraft(id);
  let waiting: VoicePart[] = [];
  let isBegun = Boolean(draft);
  let isLost = false;
  let writing = Promise.resolve();

  const write = async (parts: VoicePart[]) => {
    if (isLost) return;
    try {
      if (!isBegun) await beginDraft({ id, userId, chatId, startedAt: Date.now() });
      isBegun = true;
      await keepParts(id, parts);
    } catch {
      // A row with a hole in it would be a broken recording.
      isLost = true;
      onLost();
    }
  };

  const flush = () => {
    const parts = waiting;
    waiting = [];
    if (parts.length > 0) writing = writing.then(() => write(parts));
    return writing;
  };

  return {
    add(part) {
      waiting.push(part);
      if (waiting.length >= PARTS_AT_ONCE) void flush();
    },
    flush,
    async drop() {
      waiting = [];
      await writing;
      // What cannot be deleted is offered again when the chat is opened, and can be deleted there.
      if (isBegun) await dropDraft(id).catch(() => undefined);
      letGo();
    },
    async leave() {
      await flush();
      letGo();
    },
  };
}
