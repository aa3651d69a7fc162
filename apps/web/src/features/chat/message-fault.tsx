'use client';

import type { PendingChange, PendingMessage } from '@app/client';
import { CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useErrorText } from '@/i18n/use-error-text';
import { Button } from '@/ui/button';
import { useChatScope } from './chat-context';

interface MessageFaultProps {
  pending: PendingMessage | null;
  change: PendingChange | null;
}

/** What keeps a message, or a change of it, from leaving. */
export default function MessageFault({ pending, change }: MessageFaultProps) {
  return (
    <>
      {pending && <SendFault pending={pending} />}
      {change && <ChangeFault change={change} />}
    </>
  );
}

/** Why a message did not leave, with the two ways on. */
function SendFault({ pending }: { pending: PendingMessage }) {
  const t = useTranslations('message');
  const reasonOf = useErrorText();
  // Files tell by themselves how far they are.
  if (pending.status === 'stillTrying') return pending.attachments.length > 0 ? null : <StillTrying />;
  if (pending.status !== 'failed') return null;
  return (
    <Fault
      id={pending.clientMsgId}
      text={t('failed', { reason: reasonOf(pending.errorCode) })}
      discardText={t('delete')}
    />
  );
}

/** Why an edit, a removal or a reaction was refused; the message itself stands as it was. */
function ChangeFault({ change }: { change: PendingChange }) {
  const t = useTranslations('message');
  const reasonOf = useErrorText();
  if (change.status === 'stillTrying') return <StillTrying />;
  const text = t('changeFailed', { kind: change.kind, reason: reasonOf(change.errorCode) });
  return <Fault id={change.id} text={text} discardText={t('dismiss')} />;
}

function StillTrying() {
  const t = useTranslations('message');
  return <p className="mt-1 text-end text-xs text-quiet">{t('stillTrying')}</p>;
}

function Fault({ id, text, discardText }: { id: string; text: string; discardText: string }) {
  const t = useTranslations('message');
  const { store } = useChatScope();
  return (
    <div role="alert" className="mt-1 flex flex-wrap items-center justify-end gap-x-1 gap-y-0.5 text-xs text-danger">
      <CircleAlert aria-hidden className="size-4" />
      <span>{text}</span>
      <Button variant="link" onPress={() => store.retry(id)}>
        {t('retry')}
      </Button>
      <Button variant="link" className="text-danger!" onPress={() => store.discard(id)}>
        {discardText}
      </Button>
    </div>
  );
}
