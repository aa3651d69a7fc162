import { Injectable } from '@nestjs/common';
import { ChatCache } from '../chat/chat-cache';
import { MessageService } from '../message/message.service';
import { NotificationService } from '../notification/notification.service';
import { Broadcaster } from '../realtime/broadcaster';
import { toCallDto, toEndedValues } from './call.presenter';
import type { Call } from './call.schema';
import { CallStore } from './call-store';

/** What is told of a call: each step to all devices of both, its end in the thread, and a missed one by the bell. */
@Injectable()
export class CallNews {
  constructor(
    private readonly store: CallStore,
    private readonly cache: ChatCache,
    private readonly messages: MessageService,
    private readonly notifications: NotificationService,
    private readonly broadcaster: Broadcaster,
  ) {}

  tell(call: Call): void {
    const people = [call.callerId, call.calleeId].map((id) => id.toHexString());
    this.broadcaster.toUsers(people, 'call', toCallDto(call));
  }

  /** May run again after a crash: the line has a key of its own, and the bell knows the line's seq. */
  async complete(call: Call): Promise<void> {
    const chat = await this.cache.get(call.chatId.toHexString());
    if (chat) {
      const system = { kind: 'callEnded' as const, values: toEndedValues(call) };
      const { seq } = await this.messages.appendLine(chat, `call:${call._id}`, system);
      const missed = { callerId: call.callerId.toHexString(), media: call.media, seq };
      if (isMissed(call)) await this.notifications.callMissed(chat, call.calleeId.toHexString(), missed);
    }
    await this.store.setDone(call._id);
  }
}

/** Whoever was called did not hear of it, or not in time. */
function isMissed({ outcome }: Call): boolean {
  return outcome === 'missed' || outcome === 'cancelled' || outcome === 'busy';
}
