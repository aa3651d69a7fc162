'use client';

import { useTranslations } from 'next-intl';
import { Dialog } from '@/ui/dialog';
import ContextBody from './context-body';

/** The details where there is no room beside the chat: over it. */
export default function ContextDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useTranslations();
  return (
    <Dialog kind="sheet" title={t('chat.details')} isOpen={isOpen} onClose={onClose} closeLabel={t('app.close')}>
      <ContextBody />
    </Dialog>
  );
}
