'use client';

import { useParley } from '@app/client/react';
import type { ChatDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Dialog } from '@/ui/dialog';
import { TextField } from '@/ui/text-field';
import { ChangeFooter } from './change-footer';
import { useGroupChange } from './use-group-change';

export default function RenameDialog({ chat, onClose }: { chat: ChatDto; onClose: () => void }) {
  const t = useTranslations();
  const { chats, limits } = useParley();
  const [title, setTitle] = useState(chat.title ?? '');
  const [isAsked, setIsAsked] = useState(false);
  const { run, error, isPending } = useGroupChange();
  const isUntitled = title.trim() === '';

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setIsAsked(true);
    if (!isUntitled && (await run(() => chats.rename(chat.id, title.trim())))) onClose();
  };

  return (
    <Dialog title={t('group.renameTitle')} isOpen onClose={onClose} closeLabel={t('app.close')}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <TextField
          autoFocus
          className="px-5"
          label={t('group.title')}
          dir="auto"
          maxLength={limits.getState().titleMaxCodePoints}
          value={title}
          onChange={setTitle}
          error={isAsked && isUntitled ? t('group.titleMissing') : undefined}
        />
        <ChangeFooter error={error} isPending={isPending} confirmText={t('group.save')} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
