import { Inject, Injectable } from '@nestjs/common';
import { Cluster } from '../cluster/cluster';
import { log } from '../common/log';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';

interface Seen {
  chatId: string;
  at: number;
}

const keyOf = (userId: string) => `parley:focus:{${userId}}`;

/**
 * Which chat each socket has on screen in a focused tab. The bell stays silent for it. A tab that stops saying so goes stale. With
 * several processes a copy is in Redis, a field for each socket; while that is away each process goes by its own sockets.
 */
@Injectable()
export class Focus {
  private readonly byUser = new Map<string, Map<string, Seen>>();
  private readonly staleMs: number;

  constructor(
    private readonly cluster: Cluster,
    @Inject(CONFIG) config: Config,
  ) {
    this.staleMs = config.limits.focusStaleMs;
  }

  set(userId: string, socketId: string, chatId: string): void {
    const sockets = this.byUser.get(userId) ?? new Map<string, Seen>();
    const seen = { chatId, at: Date.now() };
    sockets.set(socketId, seen);
    this.byUser.set(userId, sockets);
    const key = keyOf(userId);
    this.share(
      this.cluster.redis?.multi().hset(key, socketId, `${chatId}:${seen.at}`).pexpire(key, this.staleMs).exec(),
    );
  }

  /** With a chat, only if that is the one the socket looks at. */
  clear(userId: string, socketId: string, chatId?: string): void {
    const sockets = this.byUser.get(userId);
    if (chatId !== undefined && sockets?.get(socketId)?.chatId !== chatId) return;
    if (!sockets?.delete(socketId)) return;
    if (sockets.size === 0) this.byUser.delete(userId);
    this.share(this.cluster.redis?.hdel(keyOf(userId), socketId));
  }

  /** True while the person has any chat in front of them. */
  async isPresent(userId: string): Promise<boolean> {
    return (await this.seenBy(userId)).length > 0;
  }

  async isFocused(userId: string, chatId: string): Promise<boolean> {
    return (await this.seenBy(userId)).some((seen) => seen.chatId === chatId);
  }

  private async seenBy(userId: string): Promise<Seen[]> {
    const freshSince = Date.now() - this.staleMs;
    const own = [...(this.byUser.get(userId)?.values() ?? [])];
    return [...own, ...(await this.seenElsewhere(userId))].filter(({ at }) => at >= freshSince);
  }

  private async seenElsewhere(userId: string): Promise<Seen[]> {
    const { redis } = this.cluster;
    if (!redis) return [];
    try {
      const rows = await redis.hgetall(keyOf(userId));
      return Object.values(rows).map((row) => {
        const [chatId = '', at] = row.split(':');
        return { chatId, at: Number(at) };
      });
    } catch (err) {
      log.debug({ err }, 'focus of this process only');
      return [];
    }
  }

  private share(written: Promise<unknown> | undefined): void {
    written?.catch((err: unknown) => log.debug({ err }, 'focus not shared'));
  }
}
