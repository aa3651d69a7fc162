'use client';

import { useParley } from '@app/client/react';
import type { ChatDto } from '@app/contracts';
import { useParams, useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useChatFace } from '@/features/chat/use-chat-face';
import { showNotice } from '@/features/shell/notice';
import { isolate } from '@/ui/text';
import { ConfirmChange } from './confirm-change';
import { rightsIn } from './group-rights';
import { leftChats } from './left-chats';

/** Asks, leaves, and goes back to the list when the group was open. */
export default function LeaveGroup({ chat, onClose }: { chat: ChatDto; onClose: () => void }) {
  const t = useTranslations();
  const { chats, me } = useParley();
  const router = useRouter();
  const { chatId } = useParams<{ chatId?: string }>();
  const name = isolate(useChatFace(chat).name);

  const leave = async () => {
    leftChats.add(chat.id);
    try {
      await chats.leave(chat.id);
    } catch (thrown) {
      leftChats.delete(chat.id);
      throw thrown;
    }
  };

  return (
    <ConfirmChange
      title={t('group.leaveTitle', { name })}
      confirmText={t('group.leaveConfirm')}
      change={leave}
      onClose={onClose}
      onDone={() => {
        showNotice({ text: t('notice.left', { name }) });
        if (chatId === chat.id) router.replace('/chats');
      }}
    >
      {t(rightsIn(chat, me.id).mayGiveRoles ? 'group.leaveOwnerText' : 'group.leaveText')}
    </ConfirmChange>
  );
}
