'use client';

import type { PendingMessage } from '@app/client';
import { CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useErrorText } from '@/i18n/use-error-text';
import { Button } from '@/ui/button';
import { useChatScope } from './chat-context';

/** Why a message did not leave, with the two ways on. */
export function MessageFault({ pending }: { pending: PendingMessage }) {
  const t = useTranslations('message');
  const errorText = useErrorText();
  const { store } = useChatScope();
  if (pending.status === 'stillTrying') {
    return <p className="mt-1 text-end text-xs text-quiet">{t('stillTrying')}</p>;
  }
  if (pending.status !== 'failed') return null;
  return (
    <div role="alert" className="mt-1 flex flex-wrap items-center justify-end gap-x-1 gap-y-0.5 text-xs text-danger">
      <CircleAlert aria-hidden className="size-4" />
      <span>{t('failed', { reason: errorText(pending.errorCode) })}</span>
      <Button variant="link" onPress={() => store.retry(pending.clientMsgId)}>
        {t('retry')}
      </Button>
      <Button variant="link" className="text-danger!" onPress={() => store.discard(pending.clientMsgId)}>
        {t('delete')}
      </Button>
    </div>
  );
}
