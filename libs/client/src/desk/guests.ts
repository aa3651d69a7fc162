import type { GuestLettersDto, GuestSessionInput, GuestTicketDto, GuestTicketInput, SessionDto } from '@app/contracts';
import type { Rest } from '../rest/rest';

/** Visitors without an account; all of it throws `ParleyError`. */
export interface Guests {
  /** The same `clientMsgId` and address open one ticket. Signs the browser in as a guest. */
  open(input: GuestTicketInput): Promise<GuestTicketDto>;
  /** By the token of a link's fragment; signs in, too. Throws GONE when it leads nowhere. */
  enter(input: GuestSessionInput): Promise<SessionDto>;
  /** Whether the guest who is signed in is written to. */
  letters(): Promise<GuestLettersDto>;
  setLetters(input: GuestLettersDto): Promise<GuestLettersDto>;
}

export function guestsOf({ call }: Pick<Rest, 'call'>): Guests {
  return {
    open: (body) => call({ method: 'POST', path: 'guests/tickets', body }),
    enter: (body) => call({ method: 'POST', path: 'guests/sessions', body }),
    letters: () => call({ method: 'GET', path: 'guests/letters' }),
    setLetters: (body) => call({ method: 'PUT', path: 'guests/letters', body }),
  };
}
