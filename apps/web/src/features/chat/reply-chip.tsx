'use client';

import type { MessageDto } from '@app/contracts';
import { Reply, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/ui/button';
import { firstName, isolate } from '@/ui/text';
import { useChatScope } from './chat-context';

/** What the next message will quote. Esc takes it away. */
export function ReplyChip({ message, onCancel }: { message: MessageDto; onCancel: () => void }) {
  const t = useTranslations('composer');
  const { me, nameOf } = useChatScope();
  const isSelf = message.senderId === me.id;
  return (
    <div className="mx-1.5 mt-1.5 flex items-center gap-2 rounded-md border-s-[3px] border-accent bg-sunken ps-3 pe-1 text-sm">
      <Reply aria-hidden className="flip size-4 flex-none text-accent-text" />
      <span className="min-w-0 flex-1 py-1.5 leading-snug">
        <b className="block text-xs font-semibold text-accent-text">
          {isSelf ? t('replyToSelf') : t('replyTo', { name: isolate(firstName(nameOf(message.senderId))) })}
        </b>
        <span dir="auto" className="one-line block text-soft">
          {message.text}
        </span>
      </span>
      <IconButton label={t('cancelReply')} onPress={onCancel}>
        <X aria-hidden className="size-4" />
      </IconButton>
    </div>
  );
}
