'use client';

import { Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useDateText } from '@/i18n/use-date-text';
import { Button } from '@/ui/button';
import { isolate } from '@/ui/text';
import type { BellActions } from './use-bell-action';

/** Says what has just left the list, and has the way back. */
export function PutAwayNotice({ actions: { putAway, undo, isBusy } }: { actions: BellActions }) {
  const t = useTranslations('notification');
  const date = useDateText();
  const text = () => {
    if (!putAway) return null;
    const title = isolate(putAway.title);
    if (putAway.snoozedUntil === null) return t('archived', { title });
    return t('snoozed', { title, when: date.moment(putAway.snoozedUntil) });
  };
  return (
    <div role="status">
      {putAway && (
        <p className="mx-2 my-1 flex items-center gap-2 rounded-md bg-hover px-3 py-1.5 text-sm text-soft">
          <span className="min-w-0 flex-1 wrap-anywhere">{text()}</span>
          <Button size="sm" variant="ghost" isPending={isBusy} onPress={() => void undo()}>
            <Undo2 aria-hidden className="flip size-4" />
            {t('undo')}
          </Button>
        </p>
      )}
    </div>
  );
}
