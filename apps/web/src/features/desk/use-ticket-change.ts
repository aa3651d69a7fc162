'use client';

import { ParleyError } from '@app/client';
import { useParley } from '@app/client/react';
import type { SupportTicketDto, UpdateTicketInput } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useErrorText } from '@/i18n/use-error-text';

export interface TicketChange {
  change: (input: UpdateTicketInput) => Promise<void>;
  assign: (assigneeId: string | null) => Promise<void>;
  isBusy: boolean;
  /** Why the last change was refused, as a sentence. */
  fault: string | null;
}

/** Changes of a ticket by hand. A colleague may have been faster: the answer then says so, and the fact shows what holds. */
export function useTicketChange({ id }: SupportTicketDto): TicketChange {
  const { tickets } = useParley();
  const t = useTranslations('desk.fault');
  const errorText = useErrorText();
  const [isBusy, setIsBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);

  const run = async (act: () => Promise<unknown>) => {
    setIsBusy(true);
    setFault(null);
    try {
      await act();
    } catch (thrown) {
      if (!(thrown instanceof ParleyError)) throw thrown;
      if (thrown.code === 'ILLEGAL_TRANSITION') setFault(t('illegal'));
      else if (thrown.code === 'CONFLICT') setFault(t('conflict'));
      else if (thrown.code === 'CHAT_CLOSED') setFault(t('closed'));
      else setFault(t('other', { reason: errorText(thrown.code) }));
    } finally {
      setIsBusy(false);
    }
  };

  return {
    change: (input) => run(() => tickets.update(id, input)),
    assign: (assigneeId) => run(() => tickets.assign(id, { assigneeId })),
    isBusy,
    fault,
  };
}
