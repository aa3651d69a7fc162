'use client';

import { ParleyError } from '@app/client';
import { useParley } from '@app/client/react';
import type { MessageDto, MessageVersionDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { useDateText } from '@/i18n/use-date-text';
import { Dialog } from '@/ui/dialog';
import { LoadFailure } from '@/ui/load-failure';
import { SkeletonRows } from '@/ui/skeleton';

interface VersionsDialogProps {
  message: MessageDto;
  isOpen: boolean;
  onClose: () => void;
}

/** What a message said before, for moderators. */
export default function VersionsDialog({ message, isOpen, onClose }: VersionsDialogProps) {
  const t = useTranslations('message');
  const app = useTranslations('app');
  return (
    <Dialog kind="sheet" title={t('versions')} isOpen={isOpen} onClose={onClose} closeLabel={app('close')}>
      <div className="scroll-y grid min-h-40 content-start gap-3 px-5 pb-5">
        <p className="text-sm text-soft">{t('versionsText')}</p>
        <Versions messageId={message.id} />
      </div>
    </Dialog>
  );
}

type Loaded = { state: 'loading' | 'failed' } | { state: 'done'; items: readonly MessageVersionDto[] };

function Versions({ messageId }: { messageId: string }) {
  const t = useTranslations('message');
  const date = useDateText();
  const { rest } = useParley();
  const [attempt, setAttempt] = useState(0);
  const [loaded, setLoaded] = useState<Loaded>({ state: 'loading' });

  // Every attempt asks again
  useEffect(() => {
    let isCurrent = true;
    setLoaded({ state: 'loading' });
    rest.messages.history(messageId).then(
      ({ items }) => isCurrent && setLoaded({ state: 'done', items }),
      (thrown: unknown) => {
        if (!(thrown instanceof ParleyError)) throw thrown;
        if (isCurrent) setLoaded({ state: 'failed' });
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [rest, messageId, attempt]);

  if (loaded.state === 'loading') return <SkeletonRows count={2} />;
  if (loaded.state !== 'done') {
    return (
      <LoadFailure title={t('versionsFailed')} onRetry={() => setAttempt((count) => count + 1)}>
        {t('versionsFailedText')}
      </LoadFailure>
    );
  }
  return (
    <ol className="grid gap-2">
      {loaded.items.map(({ text, replacedAt }) => (
        <li key={replacedAt} className="rounded-md bg-sunken px-3 py-2">
          <p dir="auto" className="text-msg wrap-anywhere whitespace-pre-wrap">
            {text}
          </p>
          <time dateTime={replacedAt} className="text-xs text-quiet">
            {t('replacedAt', { when: date.full(replacedAt) })}
          </time>
        </li>
      ))}
    </ol>
  );
}
