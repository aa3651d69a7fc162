'use client';

import { useParley } from '@app/client/react';
import type { ChatDto, UserDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { Dialog } from '@/ui/dialog';
import { isolate } from '@/ui/text';
import { ChangeFooter } from './change-footer';
import { PeopleChoice } from './people-choice';
import { useGroupChange } from './use-group-change';

export default function AddPeopleDialog({ chat, onClose }: { chat: ChatDto; onClose: () => void }) {
  const t = useTranslations();
  const { chats, limits } = useParley();
  const [chosen, setChosen] = useState<readonly UserDto[]>([]);
  const memberIds = useMemo(() => new Set(chat.members.map(({ userId }) => userId)), [chat.members]);
  const { run, error, isPending } = useGroupChange();
  const add = async () => {
    const ids = chosen.map(({ id }) => id);
    if (await run(() => chats.addMembers(chat.id, ids))) onClose();
  };
  return (
    <Dialog
      kind="sheet"
      title={t('group.addTitle', { name: isolate(chat.title ?? '') })}
      isOpen
      onClose={onClose}
      closeLabel={t('app.close')}
    >
      <div className="flex min-h-0 flex-1 flex-col px-5">
        <PeopleChoice
          chosen={chosen}
          onChange={setChosen}
          memberIds={memberIds}
          max={limits.getState().groupMaxMembers - chat.members.length}
        />
      </div>
      <ChangeFooter
        error={error}
        isPending={isPending}
        isDisabled={chosen.length === 0}
        confirmText={t('group.addCount', { count: chosen.length })}
        onCancel={onClose}
        onConfirm={() => void add()}
      />
    </Dialog>
  );
}
