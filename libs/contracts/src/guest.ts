import type { CreateTicketInput, SupportTicketDto } from './support-ticket';
import type { Locale, SessionDto } from './user';

/**
 * A visitor without an account writes to support: POST /api/guests/tickets, open to everybody, limited per address. The answer signs them
 * in as a guest, who may use their own tickets and nothing else; the link that brings them back is also sent to the e-mail address.
 */
export interface GuestTicketInput extends Omit<CreateTicketInput, 'followUpOf' | 'attachmentIds'> {
  name: string;
  email: string;
  locale?: Locale;
  timeZone?: string;
}

export interface GuestTicketDto {
  session: SessionDto;
  ticket: SupportTicketDto;
  /** `/support/guest#<token>`: the token is in the fragment, which no server and no log ever sees. */
  link: string;
}

/** POST /api/guests/sessions: the link's token for a session. */
export interface GuestSessionInput {
  token: string;
}

/** GET and PUT /api/guests/letters, for guests alone: whether what the desk says is also sent to their e-mail address. */
export interface GuestLettersDto {
  isOn: boolean;
}
