'use client';

import { CalendarClock, Send } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Spinner } from '@/ui/spinner';
import { BellPreview } from './bell-preview';
import { audienceOf, type BroadcastDraft, filledLocales } from './broadcast-draft';
import { useAudienceText } from './use-audience-text';
import type { Reach } from './use-reach';

interface ConfirmSendProps {
  draft: BroadcastDraft;
  reach: Reach;
  onRetry: () => void;
  isOpen: boolean;
  onClose: () => void;
  onConfirm: () => void;
}

/** The last question: how many people, and exactly what they will read. It cannot be taken back. */
export function ConfirmSend({ draft, reach, onRetry, isOpen, onClose, onConfirm }: ConfirmSendProps) {
  const t = useTranslations('broadcast');
  const app = useTranslations('app');
  const format = useFormatter();
  const audienceText = useAudienceText();
  // As it was written: the clock of that zone, not of the viewer's.
  const wallClock = (local: string) =>
    format.dateTime(new Date(`${local}Z`), { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' });
  const count = reach.state === 'known' ? reach.recipients : null;
  const shown = count === null ? '' : format.number(count);
  return (
    <Dialog
      kind="alert"
      title={count === null ? t('confirmTitleCounting') : t('confirmTitle', { count, shown })}
      isOpen={isOpen}
      onClose={onClose}
      closeLabel={app('cancel')}
    >
      <div className="scroll-y grid flex-1 content-start gap-3 px-5 pb-1 text-soft">
        <p>
          {audienceText(audienceOf(draft))}.{' '}
          {draft.isLater && draft.publishAt
            ? t('confirmLater', { when: wallClock(draft.publishAt), zone: draft.timeZone })
            : t('confirmText')}
        </p>
        <div className="grid gap-2 text-ink">
          {filledLocales(draft).map((locale) => (
            <BellPreview key={locale} locale={locale} text={draft.texts[locale]} />
          ))}
        </div>
        <div role="status" className="text-sm">
          {reach.state === 'counting' && (
            <span className="flex items-center gap-2">
              <Spinner />
              {t('counting')}
            </span>
          )}
          {reach.state === 'failed' && (
            <span className="flex items-center gap-2 text-danger">
              {t('countFailed')}
              <Button variant="link" onPress={onRetry}>
                {app('retry')}
              </Button>
            </span>
          )}
          {count === 0 && <span className="text-danger">{t('nobody')}</span>}
        </div>
      </div>
      <footer className="flex flex-wrap justify-end gap-2 p-5 pt-3">
        <Button onPress={onClose}>{app('cancel')}</Button>
        <Button variant="primary" isDisabled={!count} onPress={onConfirm}>
          {draft.isLater ? (
            <CalendarClock aria-hidden className="size-4" />
          ) : (
            <Send aria-hidden className="flip size-4" />
          )}
          {draft.isLater ? t('plan.confirm') : count ? t('sendTo', { count, shown }) : t('send')}
        </Button>
      </footer>
    </Dialog>
  );
}
