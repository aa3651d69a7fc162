'use client';

import type { ChatMemberDto, MessageDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { Avatar } from '@/ui/avatar';
import { Dialog } from '@/ui/dialog';
import { useChatScope } from './chat-context';
import { receiptsOf } from './receipt';
import { TickMark } from './tick-mark';

interface ReceiptsDialogProps {
  message: MessageDto;
  isOpen: boolean;
  onClose: () => void;
}

/** Who of a group has read a message, on whose device it is, and who waits. */
export default function ReceiptsDialog({ message, isOpen, onClose }: ReceiptsDialogProps) {
  const t = useTranslations('message');
  const app = useTranslations('app');
  const { chat, me } = useChatScope();
  const { read, delivered, waiting } = receiptsOf(chat, message.seq, me.id);
  const total = read.length + delivered.length + waiting.length;
  return (
    <Dialog kind="sheet" title={t('receipts')} isOpen={isOpen} onClose={onClose} closeLabel={app('close')}>
      <div className="scroll-y grid content-start gap-4 px-5 pb-5">
        <p className="text-sm text-soft">{t('readBy', { read: read.length, total })}</p>
        <People title={t('read')} tick="read" members={read} />
        <People title={t('delivered')} tick="delivered" members={delivered} />
        <People title={t('notDelivered')} tick="sent" members={waiting} />
      </div>
    </Dialog>
  );
}

interface PeopleProps {
  title: string;
  tick: 'read' | 'delivered' | 'sent';
  members: readonly ChatMemberDto[];
}

function People({ title, tick, members }: PeopleProps) {
  if (members.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1 flex items-center gap-1.5 text-sm text-soft">
        <span aria-hidden className="inline-flex">
          <TickMark tick={tick} place="list" />
        </span>
        {title}
      </h3>
      <ul>
        {members.map(({ userId, user }) => (
          <li key={userId} className="flex items-center gap-3 py-1.5">
            <Avatar id={userId} name={user.name} url={user.avatarUrl} size="s" />
            <bdi className="one-line">{user.name}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}
