import type { AttachmentDto, MessageDto } from '@app/contracts';
import type { PendingAttachment, PendingMessage } from './message-list';
import type { MessageWindow } from './message-window';

const NONE: readonly PendingMessage[] = [];

/**
 * Own messages that are not in the window yet: those in the outbox, and those acknowledged but waiting for an earlier change.
 * A message is thus on screen from `send` on, once, whatever comes first: ack, fact or sync.
 */
export function pendingOf(
  outbox: readonly PendingMessage[],
  window: MessageWindow,
  { chatId, meId }: { chatId: string; meId: string },
): readonly PendingMessage[] {
  const waiting = outbox.filter((item) => item.chatId === chatId);
  const lastSeq = window.items.at(-1)?.seq ?? 0;
  const acked = window.ahead.filter((message) => message.senderId === meId && isNew(message, lastSeq));
  if (waiting.length === 0 && acked.length === 0) return NONE;
  const ids = (messages: readonly MessageDto[]) =>
    new Set(messages.filter(({ senderId }) => senderId === meId).map(({ clientMsgId }) => clientMsgId));
  const shown = ids(window.items);
  const early = ids(acked);
  return [
    ...acked.filter(({ clientMsgId }) => !shown.has(clientMsgId)).map(toPending),
    ...waiting.filter(({ clientMsgId }) => !shown.has(clientMsgId) && !early.has(clientMsgId)),
  ];
}

/** Not an older message of which something changed. */
function isNew({ seq, reactions, editedAt, deletedAt }: MessageDto, lastSeq: number): boolean {
  return seq > lastSeq && reactions.length === 0 && editedAt === null && deletedAt === null;
}

function toPending(message: MessageDto): PendingMessage {
  const { clientMsgId, chatId, type, text, mentions, replyTo, offer, offerAnswer, isForwarded, createdAt } = message;
  const carried = { type, mentions, attachments: message.attachments.map(toPendingAttachment), offer, offerAnswer };
  return { clientMsgId, chatId, text, replyTo, ...carried, isForwarded, createdAt, status: 'sending', errorCode: null };
}

/** Of a file that is on the server already. */
export function toPendingAttachment({ id, ...shown }: AttachmentDto): PendingAttachment {
  return { ...shown, uploadId: id, attachmentId: id, file: null };
}
