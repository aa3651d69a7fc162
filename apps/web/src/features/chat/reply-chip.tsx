'use client';

import type { QuoteDto } from '@app/contracts';
import { type LucideIcon, Pencil, Reply, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/ui/button';
import { firstName, isolate } from '@/ui/text';
import { useChatScope } from './chat-context';

/** What the next message will quote. Esc takes it away. */
export function ReplyChip({ quote, onCancel }: { quote: QuoteDto; onCancel: () => void }) {
  const t = useTranslations('composer');
  const { me, nameOf } = useChatScope();
  const title =
    quote.senderId === me.id ? t('replyToSelf') : t('replyTo', { name: isolate(firstName(nameOf(quote.senderId))) });
  return (
    <Chip
      icon={Reply}
      iconClassName="flip"
      title={title}
      text={quote.text}
      cancelText={t('cancelReply')}
      onCancel={onCancel}
    />
  );
}

/** The message whose text is being changed, as it is now. */
export function EditChip({ text, onCancel }: { text: string; onCancel: () => void }) {
  const t = useTranslations('composer');
  return <Chip icon={Pencil} title={t('editing')} text={text} cancelText={t('cancelEdit')} onCancel={onCancel} />;
}

interface ChipProps {
  icon: LucideIcon;
  iconClassName?: string;
  title: string;
  text: string;
  cancelText: string;
  onCancel: () => void;
}

function Chip({ icon: Icon, iconClassName = '', title, text, cancelText, onCancel }: ChipProps) {
  return (
    <div className="mx-1.5 mt-1.5 flex items-center gap-2 rounded-md border-s-[3px] border-accent bg-sunken ps-3 pe-1 text-sm">
      <Icon aria-hidden className={`${iconClassName} size-4 flex-none text-accent-text`} />
      <span className="min-w-0 flex-1 py-1.5 leading-snug">
        <b className="block text-xs font-semibold text-accent-text">{title}</b>
        <span dir="auto" className="one-line block text-soft">
          {text}
        </span>
      </span>
      <IconButton label={cancelText} onPress={onCancel}>
        <X aria-hidden className="size-4" />
      </IconButton>
    </div>
  );
}
