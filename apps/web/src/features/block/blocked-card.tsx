'use client';

import type { UserDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { SettingsCard } from '@/features/preference/settings-card';
import { Avatar } from '@/ui/avatar';
import { Button } from '@/ui/button';
import { LoadFailure } from '@/ui/load-failure';
import { Skeleton } from '@/ui/skeleton';
import { isolate } from '@/ui/text';
import { useBlocked } from './use-blocked';
import { useUnblock } from './use-unblock';

/** Everybody the viewer has blocked, each with the way back. */
export function BlockedCard() {
  const t = useTranslations('block');
  const settings = useTranslations('settings');
  const { people, hasFailed, load, drop } = useBlocked();
  const content = useRef<HTMLDivElement>(null);
  const handleEnded = (userId: string) => {
    drop(userId);
    // Its button is gone.
    content.current?.focus();
  };
  return (
    <SettingsCard title={t('list')} text={t('listText')}>
      <div ref={content} tabIndex={-1} aria-busy={!people && !hasFailed} className="outline-offset-4">
        {hasFailed && (
          <LoadFailure title={t('listError')} onRetry={() => void load()}>
            {settings('loadErrorText')}
          </LoadFailure>
        )}
        {!people && !hasFailed && <Skeleton className="h-11 rounded-md" />}
        {people?.length === 0 && <p className="text-sm text-quiet">{t('nobody')}</p>}
        {people && people.length > 0 && (
          <ul aria-label={t('list')} className="grid gap-1">
            {people.map((person) => (
              <BlockedRow key={person.id} person={person} onEnded={handleEnded} />
            ))}
          </ul>
        )}
      </div>
    </SettingsCard>
  );
}

function BlockedRow({ person, onEnded }: { person: UserDto; onEnded: (userId: string) => void }) {
  const t = useTranslations('block');
  const { unblock, isPending } = useUnblock(onEnded);
  return (
    <li className="flex min-h-11 items-center gap-3">
      <Avatar id={person.id} name={person.name} url={person.avatarUrl} size="m" />
      <span className="min-w-0 flex-1 text-md font-name wrap-anywhere">
        <bdi>{person.name}</bdi>
      </span>
      <Button
        size="sm"
        isPending={isPending}
        aria-label={t('unblockOne', { name: isolate(person.name) })}
        onPress={() => void unblock(person)}
      >
        {t('unblock')}
      </Button>
    </li>
  );
}
