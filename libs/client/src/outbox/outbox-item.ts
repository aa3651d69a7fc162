import type { MessageDto, MessageType, SendMessageBody } from '@app/contracts';
import type { Commands } from '../connection/commands';
import type { PendingMessage } from '../message/message-list';
import type { PendingChange } from './outbox';
import type { OutboxChange, OutboxItem, OutboxSend } from './outbox-storage';

/** After this long without success an item is shown as `stillTrying`. */
export const STILL_TRYING_MS = 8_000;

/** Sends one item; answers the message as it is stored now. Every command may be repeated: the second time changes nothing. */
export async function transmit(commands: Commands, item: OutboxItem): Promise<MessageDto> {
  switch (item.kind) {
    case 'send': {
      const { chatId, clientMsgId } = item;
      return (await commands.request('sendMessage', { chatId, clientMsgId, ...contentOf(item) })).message;
    }
    case 'edit':
      return commands.request('editMessage', {
        messageId: item.messageId,
        text: item.text,
        ...mentionsOf(item),
        changeId: item.clientMsgId,
      });
    case 'remove':
      return commands.request('deleteMessage', { messageId: item.messageId });
    case 'react':
      return commands.request('reactToMessage', {
        messageId: item.messageId,
        emoji: item.emoji,
        isOn: item.isOn,
      });
  }
}

function contentOf(item: OutboxSend): Content {
  const { text, replyTo, forwardOfId, attachments, offer, offerAnswer } = item;
  if (forwardOfId) return { text: '', forwardOfId };
  const attachmentIds = attachments.flatMap(({ attachmentId }) => attachmentId ?? []);
  return {
    text,
    ...mentionsOf(item),
    ...(replyTo && { replyToId: replyTo.messageId }),
    ...(attachmentIds.length > 0 && { attachmentIds }),
    ...(offer && { offer }),
    ...(offerAnswer && { offerAnswer }),
  };
}

function mentionsOf({ mentions }: OutboxItem): Pick<Content, 'mentions'> {
  return mentions.length > 0 ? { mentions: [...mentions] } : {};
}

type Content = Omit<SendMessageBody, 'clientMsgId'>;

/** Files are on the server before the message that carries them is sent. */
export function isUploaded(item: OutboxItem): boolean {
  return item.kind !== 'send' || item.attachments.every(({ attachmentId }) => attachmentId !== null);
}

/** True when the newer change says all that the older one said. */
export function replaces(newer: OutboxChange, older: OutboxItem): boolean {
  return older.kind === newer.kind && older.messageId === newer.messageId && older.emoji === newer.emoji;
}

export function toPendingMessage(item: OutboxSend, now: number, skewMs: number): PendingMessage {
  const { clientMsgId, chatId, text, mentions, replyTo, attachments, offer, offerAnswer, forwardOfId, errorCode } =
    item;
  const carried = { type: typeOf(item), mentions, attachments, offer, offerAnswer };
  const shown = { clientMsgId, chatId, text, replyTo, ...carried, isForwarded: forwardOfId !== null };
  return { ...shown, createdAt: shownAt(item, skewMs), status: statusOf(item, now), errorCode };
}

export function toPendingChange(item: OutboxChange, now: number, skewMs: number): PendingChange {
  const { clientMsgId: id, kind, chatId, messageId, text, mentions, emoji, isOn, errorCode } = item;
  const shown = { id, kind, chatId, messageId, text, mentions, emoji, isOn };
  return { ...shown, createdAt: shownAt(item, skewMs), status: statusOf(item, now), errorCode };
}

function typeOf({ attachments, offer, offerAnswer }: OutboxSend): MessageType {
  if (offer || offerAnswer) return 'offer';
  if (attachments.length === 0) return 'text';
  if (attachments[0]?.kind === 'voice') return 'voice';
  return attachments.every(({ kind }) => kind === 'image') ? 'image' : 'file';
}

/** A clock that was set back makes an item look like one of the future: it is old. */
export function ageOf({ queuedAt }: OutboxItem, now: number): number {
  return now < queuedAt ? STILL_TRYING_MS : now - queuedAt;
}

/** By the server's clock, next to whose times it is shown. */
function shownAt({ queuedAt }: OutboxItem, skewMs: number): string {
  return new Date(queuedAt + skewMs).toISOString();
}

function statusOf(item: OutboxItem, now: number): PendingMessage['status'] {
  if (item.errorCode !== null) return 'failed';
  return ageOf(item, now) < STILL_TRYING_MS ? 'sending' : 'stillTrying';
}
