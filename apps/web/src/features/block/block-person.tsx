'use client';

import { useParley } from '@app/client/react';
import { useTranslations } from 'next-intl';
import { ConfirmChange } from '@/features/group/confirm-change';
import { showNotice } from '@/features/shell/notice';
import { isolate } from '@/ui/text';

interface BlockPersonProps {
  person: { id: string; name: string };
  onClose: () => void;
}

/** Says what it does before it is done. */
export default function BlockPerson({ person, onClose }: BlockPersonProps) {
  const t = useTranslations('block');
  const { chats } = useParley();
  const name = isolate(person.name);
  return (
    <ConfirmChange
      title={t('title', { name })}
      confirmText={t('confirm')}
      change={() => chats.setBlocked(person.id, true)}
      onClose={onClose}
      onDone={() => showNotice({ text: t('done', { name }) })}
    >
      {t('text', { name })}
    </ConfirmChange>
  );
}
