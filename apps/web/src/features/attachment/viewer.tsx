'use client';

import type { MessageDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { Dialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { ViewerContent } from './viewer-content';

interface ViewerProps {
  message: MessageDto;
  index: number;
  isOpen: boolean;
  onClose: () => void;
}

/** The pictures of a message, as large as the screen. Keeps the focus inside, and gives it back. */
export default function Viewer({ message, index, isOpen, onClose }: ViewerProps) {
  const t = useTranslations('file');
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(next) => !next && onClose()}
      isDismissable
      className="fixed inset-0 z-20 bg-[rgb(12_10_8/0.97)]"
    >
      <Modal className="h-dvh w-full">
        <Dialog aria-label={t('viewer')} className="flex h-full flex-col text-[#fff] outline-none">
          <ViewerContent key={`${message.id}:${index}`} message={message} first={index} onClose={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
