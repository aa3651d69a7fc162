'use client';

import type { CallFault, TabCall } from '@app/client';
import { useParley } from '@app/client/react';
import { CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/ui/button';
import { useFaultText } from './use-fault-text';

/** No other try helps these. */
const FINAL: ReadonlySet<string> = new Set(['insecure', 'unsupported']);

/** What is wrong with a call that goes on, next to the way to put it right. It was read out when it came. */
export function CallNotice({ call }: { call: TabCall }) {
  const t = useTranslations('call');
  const { calls } = useParley();
  const faultText = useFaultText();
  const { fault } = call;
  if (!fault) return null;
  const retry = retryOf(fault, call, calls);
  return (
    <div className="edge mx-auto mb-1 flex w-[calc(100%-1.5rem)] max-w-xl flex-none items-start gap-3 rounded-md bg-warn-soft px-4 py-3 text-sm text-ink">
      <CircleAlert aria-hidden className="mt-0.5 size-4 flex-none text-warn" />
      <p className="min-w-0 flex-1">{faultText(fault)}</p>
      {retry && (
        <Button size="sm" onPress={retry}>
          {t('retry')}
        </Button>
      )}
    </div>
  );
}

type Calls = ReturnType<typeof useParley>['calls'];

function retryOf(fault: CallFault, call: TabCall, calls: Calls): (() => void) | null {
  if (fault.kind === 'noRoute' || (fault.kind === 'device' && FINAL.has(fault.reason))) return null;
  if (call.stage === 'ended') return () => calls.start(call.chatId, call.otherId, call.media);
  if (fault.kind === 'refused') return null;
  if (fault.device === 'screen') return () => calls.setScreen(true);
  return fault.device === 'camera' ? () => calls.setCamera(true) : () => calls.setMicrophone(true);
}
