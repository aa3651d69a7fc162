import type { MessageGistDto, SystemEventDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { AnyBulkWriteOperation } from 'mongodb';
import type { Model } from 'mongoose';
import { errorsOfItems } from '../common/mongo-error';
import type { ObjectId } from '../common/object-id';
import { TurnBatch } from '../common/turn-batch';
import { Chat, type StoredPreview } from './chat.schema';

const PREVIEW_MAX = 140;

/** What a chat takes over from a message that is new, or that changed. */
export interface HeadChange {
  chatId: ObjectId;
  messageId: ObjectId;
  seq: number;
  rev: number;
  senderId: ObjectId | null;
  text: string;
  system: SystemEventDto | null;
  gist: MessageGistDto;
  isDeleted: boolean;
  createdAt: Date;
}

/**
 * Keeps each chat's head and preview up to its newest message. Everything here can be worked out again from the
 * messages; every step only moves forward, so repeats and late arrivals do no harm.
 */
@Injectable()
export class ChatHeads {
  private readonly updates = new TurnBatch<HeadChange>((changes) => this.write(changes));

  constructor(@InjectModel(Chat.name) private readonly chats: Model<Chat>) {}

  advance(change: HeadChange): Promise<void> {
    return this.updates.add(change);
  }

  private async write(changes: HeadChange[]): Promise<(unknown | undefined)[]> {
    try {
      await this.chats.collection.bulkWrite(changes.flatMap(toOperations), { ordered: false });
      return changes.map(() => undefined);
    } catch (failure) {
      const errors = errorsOfItems(failure, changes.length * 2);
      return changes.map((_, index) => errors[index * 2] ?? errors[index * 2 + 1]);
    }
  }
}

/** Two steps: the numbers, which every message moves; and the preview, which only the newest state of the newest one may set. */
function toOperations(change: HeadChange): AnyBulkWriteOperation[] {
  const { chatId, seq, rev, senderId, createdAt } = change;
  const lastHuman = senderId && { seq, senderId };
  const numbers = { headSeq: seq, headRev: rev, lastActivityAt: createdAt, ...(lastHuman && { lastHuman }) };
  const ownMarkers = { 'members.$[me].lastReadSeq': seq, 'members.$[me].lastDeliveredSeq': seq };
  const lastMessage = toPreview(change);
  return [
    senderId
      ? {
          updateOne: {
            filter: { _id: chatId },
            update: { $max: { ...numbers, ...ownMarkers } },
            arrayFilters: [{ 'me.userId': senderId }],
          },
        }
      : { updateOne: { filter: { _id: chatId }, update: { $max: numbers } } },
    {
      updateOne: {
        filter: {
          _id: chatId,
          'lastMessage.seq': { $not: { $gt: seq } },
          $or: [{ 'lastMessage.seq': { $ne: seq } }, { 'lastMessage.rev': { $not: { $gte: rev } } }],
        },
        update: { $set: { lastMessage } },
      },
    },
  ];
}

/** What the list shows of a message. */
export function toPreview({ text, isDeleted, ...change }: HeadChange): StoredPreview {
  const { messageId, seq, rev, senderId, system, gist, createdAt } = change;
  const shown = isDeleted ? '' : [...text].slice(0, PREVIEW_MAX).join('');
  return { messageId, seq, rev, senderId, text: shown, system, gist, isDeleted, createdAt };
}
