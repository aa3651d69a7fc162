'use client';

import { ParleyError, type ParleyErrorCode } from '@app/client';
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

/** Why a change was refused, as a sentence. */
export function useChangeFaultText(): (code: string) => string {
  const t = useTranslations('desk.fault');
  const errorText = useErrorText();
  return (code) => {
    const worded = WORDED[code];
    return worded ? t(worded) : t('other', { reason: errorText(code as ParleyErrorCode) });
  };
}

/** Changes of a ticket by hand. A colleague may have been faster: the answer then says so, and the fact shows what holds. */
export function useTicketChange({ id }: Pick<SupportTicketDto, 'id'>): TicketChange {
  const { tickets } = useParley();
  const faultText = useChangeFaultText();
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
      setFault(faultText(thrown.code));
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
