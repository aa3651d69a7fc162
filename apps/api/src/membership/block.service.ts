import type { ChatDto, UserDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { ChatPreferences } from '../chat/chat-preferences';
import { ChatStore } from '../chat/chat-store';
import { AppError } from '../common/app-error';
import { KeyedQueue } from '../common/keyed-queue';
import { RateLimits } from '../common/rate-limit';
import { Broadcaster } from '../realtime/broadcaster';
import { UserService } from '../user/user.service';

/**
 * Blocking: whoever does it, neither of the two writes to the other any more, nor sees the other's presence and typing. The
 * list on the account is the truth for what is opened later; the flag on each chat of the two is what sending looks at.
 */
@Injectable()
export class BlockService {
  /** One change of a person at a time, so that list and flags end up the same. */
  private readonly changes = new KeyedQueue();

  constructor(
    private readonly users: UserService,
    private readonly store: ChatStore,
    private readonly preferences: ChatPreferences,
    private readonly broadcaster: Broadcaster,
    private readonly limits: RateLimits,
  ) {}

  list(actor: Actor): Promise<UserDto[]> {
    return this.users.blockedBy(actor.id);
  }

  /** The chats of the two as the actor now sees them. A repeat completes what a crash left undone. */
  async set(actor: Actor, userId: string, isBlocked: boolean): Promise<ChatDto[]> {
    if (userId === actor.id) throw new AppError('VALIDATION', 'Nobody blocks themselves.');
    await this.limits.consume('block', actor.id);
    return this.changes.run(actor.id, async () => {
      await this.users.setBlocked(actor.id, userId, isBlocked);
      const chats = await this.store.findDirect(actor.id, userId);
      if (isBlocked) this.endPresence(actor.id, userId);
      return Promise.all(chats.map((chat) => this.preferences.setBlocked(actor, chat, isBlocked)));
    });
  }

  private endPresence(oneId: string, otherId: string): void {
    this.broadcaster.stopWatching(oneId, otherId);
    this.broadcaster.stopWatching(otherId, oneId);
  }
}
