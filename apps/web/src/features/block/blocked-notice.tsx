'use client';

import { Ban } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/ui/button';
import { isolate } from '@/ui/text';
import { useUnblock } from './use-unblock';

/** In the place of the composer: why nothing can be written, and the way back. */
export default function BlockedNotice({ person }: { person: { id: string; name: string } }) {
  const t = useTranslations('block');
  const { unblock, isPending } = useUnblock();
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 rounded-md bg-hover px-4 py-2 text-sm text-soft">
      <p className="flex min-w-0 items-center gap-2 font-medium">
        <Ban aria-hidden className="size-4 flex-none" />
        <span>{t('blocked', { name: isolate(person.name) })}</span>
      </p>
      <Button size="sm" isPending={isPending} onPress={() => void unblock(person)}>
        {t('unblock')}
      </Button>
    </div>
  );
}
