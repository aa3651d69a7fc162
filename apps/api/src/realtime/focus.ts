import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';

/** Which chat each socket has on screen in a focused tab. The bell stays silent for it. A tab that stops saying so goes stale. */
@Injectable()
export class Focus {
  private readonly byUser = new Map<string, Map<string, { chatId: string; at: number }>>();
  private readonly staleMs: number;

  constructor(@Inject(CONFIG) config: Config) {
    this.staleMs = config.limits.focusStaleMs;
  }

  set(userId: string, socketId: string, chatId: string): void {
    const sockets = this.byUser.get(userId) ?? new Map();
    sockets.set(socketId, { chatId, at: Date.now() });
    this.byUser.set(userId, sockets);
  }

  /** With a chat, only if that is the one the socket looks at. */
  clear(userId: string, socketId: string, chatId?: string): void {
    const sockets = this.byUser.get(userId);
    if (chatId !== undefined && sockets?.get(socketId)?.chatId !== chatId) return;
    if (sockets?.delete(socketId) && sockets.size === 0) this.byUser.delete(userId);
  }

  /** True while the person has any chat in front of them. */
  isPresent(userId: string): boolean {
    const freshSince = Date.now() - this.staleMs;
    return [...(this.byUser.get(userId)?.values() ?? [])].some(({ at }) => at >= freshSince);
  }

  isFocused(userId: string, chatId: string): boolean {
    const freshSince = Date.now() - this.staleMs;
    for (const focus of this.byUser.get(userId)?.values() ?? []) {
      if (focus.chatId === chatId && focus.at >= freshSince) return true;
    }
    return false;
  }
}
