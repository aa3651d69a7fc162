'use client';

import type { ChatDto, MeDto } from '@app/contracts';
import { Pencil, UserPlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { lazyPart } from '@/ui/lazy-part';
import { rightsIn } from './group-rights';

const RenameDialog = lazyPart(() => import('./rename-dialog'));
const AddPeopleDialog = lazyPart(() => import('./add-people-dialog'));

/** What a group is called, and what its owner and admins do with it as a whole. */
export default function GroupSection({ chat, me }: { chat: ChatDto; me: MeDto }) {
  const t = useTranslations('group');
  const [open, setOpen] = useState<'rename' | 'add' | null>(null);
  const close = () => setOpen(null);
  const { mayManage } = rightsIn(chat, me.id);
  return (
    <section aria-label={t('section')}>
      <h3 className="text-lg leading-snug wrap-anywhere">
        <bdi>{chat.title}</bdi>
      </h3>
      <p className="mt-0.5 text-xs text-quiet">{t('memberCount', { count: chat.members.length })}</p>
      {mayManage && (
        <div className="mt-3 flex flex-wrap gap-2">
          <Button size="sm" onPress={() => setOpen('add')}>
            <UserPlus aria-hidden className="size-4" />
            {t('add')}
          </Button>
          <Button size="sm" onPress={() => setOpen('rename')}>
            <Pencil aria-hidden className="size-4" />
            {t('rename')}
          </Button>
        </div>
      )}
      {open === 'rename' && <RenameDialog chat={chat} onClose={close} />}
      {open === 'add' && <AddPeopleDialog chat={chat} onClose={close} />}
    </section>
  );
}
