'use client';

import { useParley } from '@app/client/react';
import type { SavedViewDto } from '@app/contracts';
import { Pencil, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { useAttempt } from '@/features/shell/use-attempt';
import { IconButton } from '@/ui/button';
import { Tag } from '@/ui/tag';
import { RenameViewForm } from './rename-view-form';
import { useDesk } from './use-desk';

/** A saved queue: its name, and what its owner can do with it. Those of the team are the leads'. */
export function SavedViewRow({ view }: { view: SavedViewDto }) {
  const t = useTranslations('desk.saved');
  const { me } = useParley();
  const { views } = useDesk();
  const attempt = useAttempt();
  const [isRenaming, setIsRenaming] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const end = () => {
    setIsRenaming(false);
    // The field that had the focus is gone.
    requestAnimationFrame(() => pencil.current?.focus());
  };
  if (isRenaming) {
    return (
      <li className="py-2">
        <RenameViewForm view={view} onEnd={end} />
      </li>
    );
  }
  return (
    <li className="flex min-h-11 items-center gap-2">
      <bdi className="one-line flex-1">{view.name}</bdi>
      {view.isTeam && <Tag>{t('team')}</Tag>}
      {(!view.isTeam || me.role === 'admin') && (
        <>
          <IconButton ref={pencil} label={t('rename', { name: view.name })} onPress={() => setIsRenaming(true)}>
            <Pencil aria-hidden className="size-4.5" strokeWidth={1.75} />
          </IconButton>
          <IconButton
            label={t('remove', { name: view.name })}
            onPress={() => void attempt(() => views.remove(view.id))}
          >
            <Trash2 aria-hidden className="size-4.5" strokeWidth={1.75} />
          </IconButton>
        </>
      )}
    </li>
  );
}
