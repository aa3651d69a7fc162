import type { ChatDto, CreateChatInput } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { type Actor, isStaff } from '../auth/actor';
import { buildChat, buildMember, toContext } from '../chat/build-chat';
import type { Chat } from '../chat/chat.schema';
import { ChatStore } from '../chat/chat-store';
import { ChatViews } from '../chat/chat-views';
import { AppError, forbidden } from '../common/app-error';
import { RateLimits } from '../common/rate-limit';
import { UserService } from '../user/user.service';
import { GroupService } from './group.service';

/** Get-or-create: each chat has a key of its own, so that a repeat, by whomever, finds the same one. */
@Injectable()
export class ChatOpening {
  constructor(
    private readonly store: ChatStore,
    private readonly views: ChatViews,
    private readonly groups: GroupService,
    private readonly users: UserService,
    private readonly limits: RateLimits,
  ) {}

  open(actor: Actor, input: CreateChatInput): Promise<ChatDto> {
    if (input.type === 'group') {
      requireAbsent(input, 'context');
      return this.groups.create(actor, input);
    }
    requireAbsent(input, 'title');
    requireAbsent(input, 'clientChatId');
    return input.type === 'support' ? this.openSupport(actor, input) : this.openDirect(actor, input);
  }

  /** The one thread of this pair and context. */
  private async openDirect(actor: Actor, { memberIds = [], context }: CreateChatInput): Promise<ChatDto> {
    const [otherId] = memberIds;
    if (otherId === undefined || memberIds.length > 1) throw invalid('memberIds', 'must name one person');
    if (otherId === actor.id) throw new AppError('VALIDATION', 'A chat needs another person.');
    const pair = [actor.id, otherId].sort().join(':');
    const key = context ? `d:${pair}:${context.type}:${context.id}` : `d:${pair}`;
    return this.findOrMake(actor, key, async () => {
      await this.users.requireReachable(actor.id, [otherId]);
      const now = new Date();
      const members = [actor.id, otherId].map((id) => buildMember(id, 0, now));
      return buildChat('direct', key, members, { context: context ? toContext(context) : null });
    });
  }

  /** The one standing chat of a customer with the staff, who find it at the desk and join it by answering. */
  private async openSupport(actor: Actor, input: CreateChatInput): Promise<ChatDto> {
    if (isStaff(actor)) throw forbidden();
    requireAbsent(input, 'memberIds');
    requireAbsent(input, 'context');
    const key = `support:${actor.id}`;
    return this.findOrMake(actor, key, async () => buildChat('support', key, [buildMember(actor.id, 0)]));
  }

  private async findOrMake(actor: Actor, key: string, build: () => Promise<Chat>): Promise<ChatDto> {
    const existing = await this.store.findByKey(key);
    if (existing) return this.views.present(actor, existing);
    await this.limits.consume('newChat', actor.id);
    return this.views.announceToOne(actor, await this.store.insert(await build()));
  }
}

function requireAbsent(input: CreateChatInput, field: keyof CreateChatInput): void {
  if (input[field] !== undefined) throw invalid(field, 'does not belong to a chat of this type');
}

function invalid(field: string, problem: string): AppError {
  return new AppError('VALIDATION', 'The input is not valid.', { fields: { [field]: problem } });
}
