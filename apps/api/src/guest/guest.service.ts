import type { GuestTicketDto, SessionDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { AuthService } from '../auth/auth.service';
import { AppError } from '../common/app-error';
import { RateLimits } from '../common/rate-limit';
import { SupportTicketService } from '../support-ticket/support-ticket.service';
import { TicketCategories } from '../ticket-category/ticket-categories';
import { GuestAccounts, type NewGuest } from '../user/guest-accounts';
import type { User } from '../user/user.schema';
import { UserService } from '../user/user.service';
import type { GuestTicketInputDto } from './guest.dto';
import { guestKeyOf, messageIdOf } from './guest-key';
import { GuestLetters } from './guest-letters';
import { GuestLinks } from './guest-links';

/** Visitors who write to support without an account: a request, and a link that brings them back to it. */
@Injectable()
export class GuestService {
  constructor(
    private readonly accounts: GuestAccounts,
    private readonly users: UserService,
    private readonly tickets: SupportTicketService,
    private readonly links: GuestLinks,
    private readonly letters: GuestLetters,
    private readonly auth: AuthService,
    private readonly limits: RateLimits,
    private readonly categories: TicketCategories,
  ) {}

  /**
   * The same clientMsgId and address open one ticket, and one letter goes out. `peer` is the visitor's network address, null when nobody
   * said it. Nothing in the answer tells whether the e-mail address is known here.
   */
  async open({ name, email, locale, timeZone, ...input }: GuestTicketInputDto, peer: string | null) {
    const address = email.toLowerCase();
    for (const key of [address, ...(peer ? [peer] : [])]) await this.limits.consume('guestTicket', key);
    const about = { name, email: address, locale, timeZone };
    const key = guestKeyOf(input.clientMsgId, address);
    const guest = (await this.accounts.find(key)) ?? (await this.welcome(key, input.category, about));
    const actor: Actor = { id: guest._id.toHexString(), role: 'user', sessionId: '', isGuest: true };
    const ticket = await this.tickets.create(actor, { ...input, clientMsgId: messageIdOf(key) });
    await this.letters.plan(actor.id, ticket);
    const answer: GuestTicketDto = {
      session: await this.auth.signIn(guest),
      ticket,
      link: await this.links.issue(actor.id),
    };
    return answer;
  }

  /** An account for a new request only; one that will be refused leaves none. */
  private async welcome(key: string, category: string, about: NewGuest): Promise<User> {
    await this.categories.requireFor({ role: 'user' }, category);
    return this.accounts.create(key, about);
  }

  /** Signs in whoever has a link. Throws GONE for one that leads nowhere. */
  async enter(token: string, peer: string | null): Promise<SessionDto> {
    if (peer) await this.limits.consume('guestEntry', peer);
    const userId = await this.links.userOf(token);
    const guest = userId && (await this.users.findById(userId));
    if (!guest || guest.bannedAt) throw new AppError('GONE', 'This link does not lead to a request any more.');
    return this.auth.signIn(guest);
  }
}
