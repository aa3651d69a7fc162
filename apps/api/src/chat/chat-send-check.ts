import type { DecisionReason } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import type { Occasion } from '../notification/channel/occasion';
import { SendChecks } from '../notification/channel/send-checks';
import { Focus } from '../realtime/focus';
import { ChatCache } from './chat-cache';

/** Of a chat's messages and calls: whether somebody still has to be told by e-mail or push. */
@Injectable()
export class ChatSendCheck {
  constructor(
    checks: SendChecks,
    private readonly cache: ChatCache,
    private readonly focus: Focus,
  ) {
    checks.register((occasion) => this.against(occasion));
  }

  private async against({ userId, type, groupKey, seq, data }: Occasion): Promise<DecisionReason | null> {
    if (!data.chatId || !/^(chat|mention|call):/.test(groupKey)) return null;
    const member = (await this.cache.current(data.chatId))?.members.get(userId);
    if (!member) return 'left';
    if (member.lastReadSeq >= seq) return 'read';
    if (type !== 'mention' && member.mutedUntil > Date.now()) return 'muted';
    return (await this.focus.isFocused(userId, data.chatId)) ? 'openChat' : null;
  }
}
