import type { GuestSessionInput, GuestTicketDto, GuestTicketInput, SessionDto } from '@app/contracts';
import type { Rest } from '../rest/rest';

/** Visitors without an account. Both answers sign the browser in as a guest; all of it throws `ParleyError`. */
export interface Guests {
  /** The same `clientMsgId` and address open one ticket. */
  open(input: GuestTicketInput): Promise<GuestTicketDto>;
  /** By the token of a link's fragment. Throws GONE when it leads nowhere. */
  enter(input: GuestSessionInput): Promise<SessionDto>;
}

export function guestsOf({ call }: Rest): Guests {
  return {
    open: (body) => call({ method: 'POST', path: 'guests/tickets', body }),
    enter: (body) => call({ method: 'POST', path: 'guests/sessions', body }),
  };
}
