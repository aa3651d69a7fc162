'use client';

import { Pencil, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { useAttempt } from '@/features/shell/use-attempt';
import { IconButton } from '@/ui/button';
import { ConfirmDialog } from '@/ui/dialog';
import { Tag } from '@/ui/tag';
import { isolate } from '@/ui/text';

interface ShelfRowProps {
  name: string;
  detail: ReactNode;
  isTeam: boolean;
  onEdit: () => void;
  onRemove: () => Promise<void>;
}

/** One thing that the desk keeps. What is removed is gone for everybody, so it asks. */
export function ShelfRow({ name, detail, isTeam, onEdit, onRemove }: ShelfRowProps) {
  const t = useTranslations('desk.shelf');
  const app = useTranslations('app');
  const attempt = useAttempt();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <li className="flex min-h-14 items-center gap-2 rounded-md px-2 py-1.5 hover:bg-hover">
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2 font-name">
          <bdi className="one-line">{name}</bdi>
          {isTeam && <Tag>{t('team')}</Tag>}
        </p>
        <p dir="auto" className="one-line text-sm text-quiet">
          {detail}
        </p>
      </div>
      <IconButton label={t('edit', { name })} onPress={onEdit}>
        <Pencil aria-hidden className="size-4.5" strokeWidth={1.75} />
      </IconButton>
      <IconButton label={t('remove', { name })} onPress={() => setIsAsking(true)}>
        <Trash2 aria-hidden className="size-4.5" strokeWidth={1.75} />
      </IconButton>
      <ConfirmDialog
        title={t('removeTitle', { name: isolate(name) })}
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        onConfirm={() => {
          setIsAsking(false);
          void attempt(onRemove);
        }}
        confirmText={t('removeDo')}
        cancelText={app('cancel')}
      >
        {t(isTeam ? 'removeTeamText' : 'removeText')}
      </ConfirmDialog>
    </li>
  );
}
