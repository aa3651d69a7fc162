import { DEFAULT_LIMITS, fillReply, type Locale, variantFor } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { AppError } from '../common/app-error';
import { codePoints } from '../common/text.rule';
import type { SupportTicket } from '../support-ticket/support-ticket.schema';
import { UserService } from '../user/user.service';

/** Replies as the customer will read them: in their language, with the variables filled in. */
@Injectable()
export class ReplyTexts {
  constructor(private readonly users: UserService) {}

  async of(actor: Actor, ticket: SupportTicket, variants: Partial<Record<Locale, string>>): Promise<string> {
    const customerId = ticket.requesterId.toHexString();
    const people = await this.users.summariesOf([customerId, actor.id]);
    const text = fillReply(variantFor(variants, ticket.language ?? 'en') ?? '', {
      'customer.name': people.get(customerId)?.name,
      'agent.name': people.get(actor.id)?.name,
      'ticket.number': `#${ticket.number}`,
      'ticket.subject': ticket.subject,
      'context.title': ticket.context?.title,
    });
    if (text.trim() !== '' && codePoints(text) <= DEFAULT_LIMITS.messageMaxCodePoints) return text;
    throw new AppError('VALIDATION', 'The reply is empty or too long once its variables are filled in.');
  }
}
