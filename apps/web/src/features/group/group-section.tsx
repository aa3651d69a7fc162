'use client';

import type { ChatDto, MeDto } from '@app/contracts';
import { LogOut, Pencil, UserPlus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { rightsIn } from './group-rights';

const RenameDialog = dynamic(() => import('./rename-dialog'), { ssr: false });
const AddPeopleDialog = dynamic(() => import('./add-people-dialog'), { ssr: false });
const LeaveGroup = dynamic(() => import('./leave-group'), { ssr: false });

/** What a group is called, and what one may do with it as a whole. */
export default function GroupSection({ chat, me }: { chat: ChatDto; me: MeDto }) {
  const t = useTranslations('group');
  const [open, setOpen] = useState<'rename' | 'add' | 'leave' | null>(null);
  const close = () => setOpen(null);
  const { mayManage } = rightsIn(chat, me.id);
  return (
    <section aria-label={t('section')}>
      <h3 className="text-lg leading-snug wrap-anywhere">
        <bdi>{chat.title}</bdi>
      </h3>
      <p className="mt-0.5 mb-3 text-xs text-quiet">{t('memberCount', { count: chat.members.length })}</p>
      <div className="flex flex-wrap gap-2">
        {mayManage && (
          <Button size="sm" onPress={() => setOpen('add')}>
            <UserPlus aria-hidden className="size-4" />
            {t('add')}
          </Button>
        )}
        {mayManage && (
          <Button size="sm" onPress={() => setOpen('rename')}>
            <Pencil aria-hidden className="size-4" />
            {t('rename')}
          </Button>
        )}
        <Button size="sm" variant="ghost" onPress={() => setOpen('leave')}>
          <LogOut aria-hidden className="flip size-4" />
          {t('leave')}
        </Button>
      </div>
      {open === 'rename' && <RenameDialog chat={chat} onClose={close} />}
      {open === 'add' && <AddPeopleDialog chat={chat} onClose={close} />}
      {open === 'leave' && <LeaveGroup chat={chat} onClose={close} />}
    </section>
  );
}
