import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Document } from 'mongodb';
import type { Model } from 'mongoose';
import type { Actor } from '../auth/actor';
import { Chat } from './chat.schema';
import { visibleTo } from './chat-filter';

/** A chat, and whose list it was found for. */
type Found = Chat & { viewer: number };

/** The newest chats of many people with one command; each is found by the index that finds one person's. */
@Injectable()
export class NewestChats {
  constructor(@InjectModel(Chat.name) private readonly chats: Model<Chat>) {}

  /** For each of them in their order, at most so many, newest activity first. */
  async of(actors: Actor[], limit: number): Promise<Chat[][]> {
    const lists: Chat[][] = actors.map(() => []);
    const [first, ...others] = actors.map((actor, viewer) => pipelineOf(actor, viewer, limit));
    if (!first) return lists;
    const { collection } = this.chats;
    const unions = others.map((pipeline) => ({ $unionWith: { coll: collection.collectionName, pipeline } }));
    for (const { viewer, ...chat } of await collection.aggregate<Found>([...first, ...unions]).toArray()) {
      lists[viewer]?.push(chat);
    }
    return lists;
  }
}

function pipelineOf(actor: Actor, viewer: number, limit: number): Document[] {
  return [
    { $match: visibleTo(actor) },
    { $sort: { lastActivityAt: -1, _id: -1 } },
    { $limit: limit },
    { $set: { viewer } },
  ];
}
