'use client';

import { type MessageDto, toGist } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { ConfirmDialog } from '@/ui/dialog';
import { useChatScope } from './chat-context';
import { useGistText } from './use-gist-text';

interface RemoveDialogProps {
  message: MessageDto;
  isOpen: boolean;
  onClose: () => void;
}

/** Deleting reaches everybody in the chat and cannot be taken back: it is asked first, with the words that will go. */
export default function RemoveDialog({ message, isOpen, onClose }: RemoveDialogProps) {
  const t = useTranslations('message');
  const app = useTranslations('app');
  const { store, announce } = useChatScope();
  const gistText = useGistText();
  return (
    <ConfirmDialog
      title={t('removeTitle')}
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={() => {
        store.remove(message.id);
        announce(t('deleted'));
        onClose();
      }}
      confirmText={t('delete')}
      cancelText={app('cancel')}
    >
      <blockquote className="mb-3 border-s-[3px] border-line ps-3">
        <p dir="auto" className="line-clamp-3 text-sm wrap-anywhere text-ink">
          {gistText(toGist(message), message.text)}
        </p>
      </blockquote>
      <p>{t('removeText')}</p>
    </ConfirmDialog>
  );
}
