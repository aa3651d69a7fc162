'use client';

import { uuid } from '@app/client';
import { useParley, useStore } from '@app/client/react';
import type { BulkResultDto, TicketAction } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { showNotice } from '@/features/shell/notice';
import { useAttempt } from '@/features/shell/use-attempt';
import { useDesk } from './use-desk';
import { useChangeFaultText } from './use-ticket-change';

export interface Bulk {
  apply: (actions: TicketAction[]) => void;
  isBusy: boolean;
}

/** The same change on many tickets. Those that refused it stay chosen, and the first of them says why. */
export function useBulk(chosen: ReadonlySet<string>, keep: (ids: string[]) => void): Bulk {
  const t = useTranslations('desk.bulk');
  const desk = useDesk();
  const { limits } = useParley();
  const most = useStore(limits, (state) => state.pageMax);
  const attempt = useAttempt();
  const faultText = useChangeFaultText();
  const [isBusy, setIsBusy] = useState(false);
  // The same wish after a lost answer is the same run: no reply or note of a macro is written twice
  const lost = useRef<{ wish: string; runId: string } | null>(null);

  const run = async (actions: TicketAction[]) => {
    const ids = [...chosen];
    const wish = JSON.stringify([ids, actions]);
    const runId = lost.current?.wish === wish ? lost.current.runId : uuid();
    lost.current = { wish, runId };
    const results: BulkResultDto[] = [];
    for (let at = 0; at < ids.length; at += most) {
      results.push(...(await desk.bulk({ ticketIds: ids.slice(at, at + most), actions, clientRunId: runId })));
    }
    lost.current = null;
    const refused = results.filter(({ error }) => error !== null);
    const done = results.length - refused.length;
    keep(refused.map(({ ticketId }) => ticketId));
    const code = refused[0]?.error?.code;
    if (code === undefined) return showNotice({ text: t('done', { count: done }) });
    const text = `${t('done', { count: done })} ${t('refused', { count: refused.length })}`;
    showNotice({ kind: 'failure', text, detail: faultText(code) });
  };

  return {
    apply: (actions) => {
      if (isBusy || chosen.size === 0) return;
      setIsBusy(true);
      void attempt(() => run(actions)).finally(() => setIsBusy(false));
    },
    isBusy,
  };
}
