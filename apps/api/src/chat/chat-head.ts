import type { MessageGistDto, SystemEventDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { AnyBulkWriteOperation } from 'mongodb';
import type { Model } from 'mongoose';
import { errorsOfItems } from '../common/mongo-error';
import type { ObjectId } from '../common/object-id';
import { WriteBatch } from '../common/write-batch';
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
  private readonly updates = new WriteBatch<HeadChange>((changes) => this.write(changes));

  constructor(@InjectModel(Chat.name) private readonly chats: Model<Chat>) {}

  advance(change: HeadChange): Promise<void> {
    return this.updates.add(change);
  }

  private async write(changes: HeadChange[]): Promise<(unknown | undefined)[]> {
    const matched = await this.chats.collection
      .bulkWrite(changes.map(toOneStep), { ordered: false })
      .then(({ matchedCount }) => matchedCount)
      .catch(() => 0);
    return matched === changes.length ? changes.map(() => undefined) : this.writeInSteps(changes);
  }

  /** For changes of messages that are not the newest, and for what failed: each is settled by its own result. */
  private async writeInSteps(changes: HeadChange[]): Promise<(unknown | undefined)[]> {
    try {
      await this.chats.collection.bulkWrite(changes.flatMap(toTwoSteps), { ordered: false });
      return changes.map(() => undefined);
    } catch (failure) {
      const errors = errorsOfItems(failure, changes.length * 2);
      return changes.map((_, index) => errors[index * 2] ?? errors[index * 2 + 1]);
    }
  }
}

/** A new message, which nearly all are: the numbers and the preview at once. Matches nothing when a later one has been here. */
function toOneStep(change: HeadChange): AnyBulkWriteOperation {
  const { filter, update, ...options } = toNumbers(change);
  return {
    updateOne: {
      filter: { ...filter, 'lastMessage.seq': { $not: { $gte: change.seq } } },
      update: { ...update, $set: { lastMessage: toPreview(change) } },
      ...options,
    },
  };
}

/** The numbers, which every change moves; and the preview, which only the newest state of the newest message may set. */
function toTwoSteps(change: HeadChange): AnyBulkWriteOperation[] {
  const { chatId, seq, rev } = change;
  const filter = {
    _id: chatId,
    'lastMessage.seq': { $not: { $gt: seq } },
    $or: [{ 'lastMessage.seq': { $ne: seq } }, { 'lastMessage.rev': { $not: { $gte: rev } } }],
  };
  const lastMessage = toPreview(change);
  return [{ updateOne: toNumbers(change) }, { updateOne: { filter, update: { $set: { lastMessage } } } }];
}

function toNumbers({ chatId, seq, rev, senderId, createdAt }: HeadChange) {
  const filter = { _id: chatId };
  const numbers = { headSeq: seq, headRev: rev, lastActivityAt: createdAt };
  if (!senderId) return { filter, update: { $max: numbers } };
  const ownMarkers = { 'members.$[me].lastReadSeq': seq, 'members.$[me].lastDeliveredSeq': seq };
  const update = { $max: { ...numbers, lastHuman: { seq, senderId }, ...ownMarkers } };
  return { filter, update, arrayFilters: [{ 'me.userId': senderId }] };
}

/** What the list shows of a message. */
export function toPreview({ text, isDeleted, ...change }: HeadChange): StoredPreview {
  const { messageId, seq, rev, senderId, system, gist, createdAt } = change;
  const shown = isDeleted ? '' : [...text].slice(0, PREVIEW_MAX).join('');
  return { messageId, seq, rev, senderId, text: shown, system, gist, isDeleted, createdAt };
}
