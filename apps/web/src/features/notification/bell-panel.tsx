'use client';

import type { NotificationDto } from '@app/contracts';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { IconButton } from '@/ui/button';
import { Link } from '@/ui/link';
import { NotificationList } from './notification-list';
import { ReadAllButton } from './read-all-button';
import { useBellActions } from './use-bell-action';

interface BellPanelProps {
  isOpen: boolean;
  onClose: () => void;
  /** For rows that lead nowhere. */
  onRead: (row: NotificationDto) => void;
}

/** The bell over whatever page is open. Esc and a press outside close it, and focus goes back to the bell. */
export default function BellPanel({ isOpen, onClose, onRead }: BellPanelProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(next) => !next && onClose()}
      isDismissable
      className="fixed inset-0 z-20"
    >
      <Modal className="edge pop fixed start-[calc(var(--rail)+0.5rem)] top-3 flex max-h-[calc(100dvh-1.5rem)] w-[26rem] flex-col overflow-hidden rounded-lg bg-raised shadow-3 [--ground:var(--surface-raised)] max-tablet:inset-0 max-tablet:max-h-none max-tablet:w-auto max-tablet:rounded-none">
        <PanelContent onClose={onClose} onRead={onRead} />
      </Modal>
    </ModalOverlay>
  );
}

function PanelContent({ onClose, onRead }: Omit<BellPanelProps, 'isOpen'>) {
  const t = useTranslations('notification');
  const app = useTranslations('app');
  const actions = useBellActions();
  return (
    <Dialog className="flex min-h-0 flex-1 flex-col outline-none">
      <header className="flex min-h-(--bar) flex-none items-center gap-2 border-b border-line ps-4 pe-3">
        <Heading slot="title" level={2} className="flex-1 text-lg">
          {t('title')}
        </Heading>
        <ReadAllButton variant="ghost" size="sm" actions={actions} />
        <IconButton label={app('close')} onPress={onClose}>
          <X aria-hidden className="size-5" />
        </IconButton>
      </header>
      <div className="scroll-y flex flex-1 flex-col">
        <NotificationList
          place="panel"
          actions={actions}
          onOpen={(row) => {
            onClose();
            onRead(row);
          }}
        />
      </div>
      <footer className="flex flex-none items-center border-t border-line px-4 py-2">
        <Link
          href="/notifications"
          onClick={onClose}
          className="ease inline-flex min-h-(--target) items-center rounded-xs px-1 font-name text-accent-text no-underline underline-offset-2 hover:underline"
        >
          {t('seeAll')}
        </Link>
      </footer>
    </Dialog>
  );
}
