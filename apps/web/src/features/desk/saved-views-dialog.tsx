'use client';

import { useTranslations } from 'next-intl';
import { Dialog } from '@/ui/dialog';
import { SaveViewForm } from './save-view-form';
import { SavedViewRow } from './saved-view-row';
import { useDesk, useShelf } from './use-desk';

interface SavedViewsDialogProps {
  isOpen: boolean;
  onClose: () => void;
}

/** Keeps what the queue shows under a name, renames what was kept, and lets go of it. */
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
        <SavedViewRow key={view.id} view={view} />
      ))}
    </ul>
  );
}
