'use client';

import { useParley } from '@app/client/react';
import type { SavedViewDto } from '@app/contracts';
import { Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useAttempt } from '@/features/shell/use-attempt';
import { IconButton } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Tag } from '@/ui/tag';
import { SaveViewForm } from './save-view-form';
import { useDesk, useShelf } from './use-desk';

interface SavedViewsDialogProps {
  isOpen: boolean;
  onClose: () => void;
}

/** Keeps what the queue shows under a name, and lets go of what was kept. */
export default function SavedViewsDialog({ isOpen, onClose }: SavedViewsDialogProps) {
  const t = useTranslations();
  return (
    <Dialog title={t('desk.saved.title')} isOpen={isOpen} onClose={onClose} closeLabel={t('app.close')}>
      <div className="scroll-y grid grid-cols-[minmax(0,1fr)] gap-5 px-5 pb-5">
        <SaveViewForm onSaved={onClose} />
        <Kept />
      </div>
    </Dialog>
  );
}

function Kept() {
  const t = useTranslations('desk.saved');
  const { views } = useDesk();
  const { items } = useShelf(views);
  if (items.length === 0) return null;
  return (
    <ul aria-label={t('title')} className="grid gap-px border-t border-line pt-3">
      {items.map((view) => (
        <Row key={view.id} view={view} />
      ))}
    </ul>
  );
}

function Row({ view }: { view: SavedViewDto }) {
  const t = useTranslations('desk.saved');
  const { me } = useParley();
  const { views } = useDesk();
  const attempt = useAttempt();
  return (
    <li className="flex min-h-10 items-center gap-2">
      <bdi className="one-line flex-1">{view.name}</bdi>
      {view.isTeam && <Tag>{t('team')}</Tag>}
      {(!view.isTeam || me.role === 'admin') && (
        <IconButton label={t('remove', { name: view.name })} onPress={() => void attempt(() => views.remove(view.id))}>
          <Trash2 aria-hidden className="size-4.5" strokeWidth={1.75} />
        </IconButton>
      )}
    </li>
  );
}
