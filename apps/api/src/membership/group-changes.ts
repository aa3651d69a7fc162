import { Injectable } from '@nestjs/common';
import type { UpdateQuery } from 'mongoose';
import type { Actor } from '../auth/actor';
import type { Chat, ChatMember } from '../chat/chat.schema';
import { ChatService } from '../chat/chat.service';
import { ChatStore } from '../chat/chat-store';
import { memberOf } from '../chat/viewer-flags';
import { AppError, forbidden } from '../common/app-error';
import { KeyedQueue } from '../common/keyed-queue';

const MAX_ATTEMPTS = 20;

export interface GroupChange {
  update: UpdateQuery<Chat>;
  arrayFilters?: Record<string, unknown>[];
}

/** Sees the group as it is at that moment; answers what to write, null when nothing is to be done, or throws a refusal. */
export type Decide = (chat: Chat, me: ChatMember, headSeq: number) => GroupChange | null | Promise<GroupChange | null>;

/**
 * Changes of a group happen one after the other: each is decided on the document as it is and holds only for that
 * infoRev. So of two admins who remove each other one succeeds, and two additions cannot pass the limit together.
 */
@Injectable()
export class GroupChanges {
  private readonly queue = new KeyedQueue();

  constructor(
    private readonly chats: ChatService,
    private readonly store: ChatStore,
  ) {}

  async apply(actor: Actor, chatId: string, decide: Decide): Promise<{ chat: Chat; isChanged: boolean }> {
    const { headSeq } = await this.chats.requireAccess(actor, chatId);
    return this.queue.run(chatId, () => this.applyNext(actor, chatId, decide, headSeq));
  }

  private async applyNext(actor: Actor, chatId: string, decide: Decide, headSeq: number) {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const chat = await this.store.findById(chatId);
      const me = chat && memberOf(chat, actor.id);
      if (!me) throw forbidden();
      if (chat.type !== 'group') throw new AppError('VALIDATION', 'This chat is not a group.');
      const change = await decide(chat, me, Math.max(headSeq, chat.headSeq));
      if (!change) return { chat, isChanged: false };
      const seen = { _id: chat._id, infoRev: chat.infoRev };
      const changed = await this.store.change(seen, change.update, change.arrayFilters);
      if (changed) return { chat: changed, isChanged: true };
    }
    throw new AppError('BUSY', 'The group is busy. Try again soon.', { retryAfterMs: 1_000 });
  }
}
