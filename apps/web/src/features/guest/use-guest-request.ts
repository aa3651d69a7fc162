'use client';

import { createRest, ParleyError, uuid } from '@app/client';
import { guestsOf } from '@app/client/desk';
import type { TicketCategory } from '@app/contracts';
import { useRef, useState } from 'react';
import { usePreferences } from '@/features/preference/preference-provider';
import { keepToken, tokenOf } from './kept-link';

export interface GuestDraft {
  name: string;
  email: string;
  category: TicketCategory;
  subject: string;
  description: string;
}

/** The request of somebody without an account. Every retry is the same request, until something in it was refused. */
export function useGuestRequest() {
  const { locale } = usePreferences();
  const [error, setError] = useState<ParleyError | null>(null);
  const [isSending, setIsSending] = useState(false);
  const clientMsgId = useRef<string | null>(null);

  const send = async (draft: GuestDraft): Promise<void> => {
    clientMsgId.current ??= uuid();
    setIsSending(true);
    setError(null);
    try {
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
      const guests = guestsOf(createRest({}));
      const { link } = await guests.open({ ...draft, locale, timeZone, clientMsgId: clientMsgId.current });
      keepToken(tokenOf(link));
      window.location.assign('/support/guest');
    } catch (thrown) {
      setIsSending(false);
      if (!(thrown instanceof ParleyError)) throw thrown;
      if (thrown.code === 'VALIDATION') clientMsgId.current = null;
      setError(thrown);
    }
  };
  /** What is being corrected is not at fault any more; a fault would keep the form from being sent. */
  const clear = () => setError(null);
  return { send, clear, error, isSending };
}
