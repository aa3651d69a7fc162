import type { ResponseBadgeDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Actor } from '../auth/actor';
import { RateLimits } from '../common/rate-limit';
import { UserService } from '../user/user.service';
import { badgeOf } from './badge';
import { FirstReplies } from './first-replies';

/** A badge is a habit of weeks; nobody misses the last minutes. */
const KEEP_MS = 300_000;

/** How people answer those who write to them first. Worked out from the messages, then kept for a few minutes. */
@Injectable()
export class ResponseBadgeService {
  private readonly badges = new LRUCache<string, Promise<ResponseBadgeDto>>({ max: 10_000, ttl: KEEP_MS });

  constructor(
    private readonly users: UserService,
    private readonly replies: FirstReplies,
    private readonly limits: RateLimits,
  ) {}

  /** @throws USER_NOT_FOUND */
  async of(actor: Actor, userId: string): Promise<ResponseBadgeDto> {
    await this.limits.consume('badge', actor.id);
    const known = this.badges.get(userId);
    if (known) return known;
    const made = this.make(userId).catch((error: unknown) => {
      this.badges.delete(userId);
      throw error;
    });
    this.badges.set(userId, made);
    return made;
  }

  private async make(userId: string): Promise<ResponseBadgeDto> {
    await this.users.summaryOf(userId);
    const now = new Date();
    return { userId, ...badgeOf(await this.replies.of(userId, now), now) };
  }
}
