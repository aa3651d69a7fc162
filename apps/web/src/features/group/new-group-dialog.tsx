'use client';

import { uuid } from '@app/client';
import { useParley } from '@app/client/react';
import type { UserDto } from '@app/contracts';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useErrorText } from '@/i18n/use-error-text';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextField } from '@/ui/text-field';
import { PeopleChoice } from './people-choice';
import { useGroupChange } from './use-group-change';

const OTHERS_MIN = 2;

export default function NewGroupDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useTranslations();
  return (
    <Dialog kind="sheet" title={t('group.new')} isOpen={isOpen} onClose={onClose} closeLabel={t('app.close')}>
      <GroupForm onDone={onClose} />
    </Dialog>
  );
}

function GroupForm({ onDone }: { onDone: () => void }) {
  const t = useTranslations('group');
  const errorText = useErrorText();
  const { chats, limits } = useParley();
  const router = useRouter();
  const { groupMaxMembers, titleMaxCodePoints } = limits.getState();
  const [title, setTitle] = useState('');
  const [chosen, setChosen] = useState<readonly UserDto[]>([]);
  const [isAsked, setIsAsked] = useState(false);
  /** One per form: pressing again after a lost answer opens the group that was made. */
  const [clientChatId] = useState(uuid);
  const { run, error, isPending } = useGroupChange();
  const isUntitled = title.trim() === '';
  const areTooFew = chosen.length < OTHERS_MIN;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsAsked(true);
    if (isUntitled || areTooFew) return;
    void run(async () => {
      const memberIds = chosen.map(({ id }) => id);
      const chat = await chats.createGroup({ title: title.trim(), memberIds, clientChatId });
      onDone();
      router.push(`/chats/${chat.id}`);
    });
  };

  return (
    <form onSubmit={submit} noValidate className="flex min-h-0 flex-1 flex-col gap-3 px-5 pb-5">
      <TextField
        autoFocus
        label={t('title')}
        placeholder={t('titlePlaceholder')}
        dir="auto"
        maxLength={titleMaxCodePoints}
        value={title}
        onChange={setTitle}
        error={isAsked && isUntitled ? t('titleMissing') : undefined}
      />
      <PeopleChoice chosen={chosen} onChange={setChosen} max={groupMaxMembers - 1} />
      <p role="alert" className="text-sm text-danger empty:hidden">
        {isAsked && areTooFew && t('needMore')}
        {error && t('createFailed', { reason: errorText(error.code) })}
      </p>
      <Button variant="primary" type="submit" isWide isPending={isPending}>
        {t('create')}
      </Button>
    </form>
  );
}
