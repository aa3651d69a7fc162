'use client';

import type { TabCall } from '@app/client';
import { useTranslations } from 'next-intl';
import { useCallPerson } from './use-call-person';
import { outcomeOf } from './use-call-status';
import { useFaultText } from './use-fault-text';

/** Each step is said once, without the clock that runs beside it. The regions live as long as the call. */
export function CallNews({ call }: { call: TabCall }) {
  const t = useTranslations('call');
  const { name } = useCallPerson(call);
  const faultText = useFaultText();
  const { stage, fault } = call;
  const text =
    stage === 'ended' ? t('ended', { outcome: outcomeOf(call), hasTime: 'no', time: '' }) : t(`stage.${stage}`);
  return (
    <div className="sr-only">
      <p role="status">{stage === 'incoming' ? '' : text}</p>
      <p role="alert">
        {stage === 'incoming' && t('calls', { media: call.media, name })}
        {fault && faultText(fault)}
      </p>
    </div>
  );
}
