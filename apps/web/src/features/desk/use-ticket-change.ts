'use client';

import { ParleyError } from '@app/client';
import { useParley } from '@app/client/react';
import type { SupportTicketDto, UpdateTicketInput } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useErrorText } from '@/i18n/use-error-text';

const WORDED: Readonly<Record<string, 'illegal' | 'conflict' | 'closed' | 'notMergeable'>> = {
  ILLEGAL_TRANSITION: 'illegal',
  CONFLICT: 'conflict',
  CHAT_CLOSED: 'closed',
  NOT_MERGEABLE: 'notMergeable',
};

export interface TicketChange {
  change: (input: UpdateTicketInput) => Promise<boolean>;
  assign: (assigneeId: string | null) => Promise<boolean>;
  /** Any other change. True when it was done. */
  run: (act: () => Promise<unknown>) => Promise<boolean>;
  isBusy: boolean;
  /** Why the last change was refused, as a sentence. */
  fault: string | null;
}

/** Changes of a ticket by hand. A colleague may have been faster: the answer then says so, and the fact shows what holds. */
export function useTicketChange({ id }: Pick<SupportTicketDto, 'id'>): TicketChange {
  const { tickets } = useParley();
  const t = useTranslations('desk.fault');
  const errorText = useErrorText();
  const [isBusy, setIsBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);

  const run = async (act: () => Promise<unknown>): Promise<boolean> => {
    setIsBusy(true);
    setFault(null);
    try {
      await act();
      return true;
    } catch (thrown) {
      if (!(thrown instanceof ParleyError)) throw thrown;
      const worded = WORDED[thrown.code];
      setFault(worded ? t(worded) : t('other', { reason: errorText(thrown.code) }));
      return false;
    } finally {
      setIsBusy(false);
    }
  };

  return {
    change: (input) => run(() => tickets.update(id, input)),
    assign: (assigneeId) => run(() => tickets.assign(id, { assigneeId })),
    run,
    isBusy,
    fault,
  };
}
