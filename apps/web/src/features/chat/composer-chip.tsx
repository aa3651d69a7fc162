'use client';

import type { QuoteDto } from '@app/contracts';
import { type LucideIcon, Pencil, Reply, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/ui/button';
import { firstName, isolate } from '@/ui/text';
import { useChatScope } from './chat-context';
import { QuotedPicture } from './quoted-picture';
import { useGistText } from './use-gist-text';

interface ComposerChipProps {
  /** The message whose text is being changed, as it is now; else what the next message will quote. */
  editedText: string | null;
  quote: QuoteDto | null;
  onCancel: () => void;
}

/** What is being done in the field, over it. Esc takes it away. */
export default function ComposerChip({ editedText, quote, onCancel }: ComposerChipProps) {
  const t = useTranslations('composer');
  const { me, nameOf } = useChatScope();
  const gistText = useGistText();
  if (editedText !== null) {
    return (
      <Chip icon={Pencil} title={t('editing')} text={editedText} cancelText={t('cancelEdit')} onCancel={onCancel} />
    );
  }
  if (!quote) return null;
  const title =
    quote.senderId === me.id ? t('replyToSelf') : t('replyTo', { name: isolate(firstName(nameOf(quote.senderId))) });
  const cancelText = t('cancelReply');
  return (
    <Chip
      icon={Reply}
      iconClassName="flip"
      title={title}
      text={gistText(quote.gist, quote.text)}
      imageId={quote.imageId}
      cancelText={cancelText}
      onCancel={onCancel}
    />
  );
}

interface ChipProps {
  icon: LucideIcon;
  iconClassName?: string;
  title: string;
  text: string;
  imageId?: string | null;
  cancelText: string;
  onCancel: () => void;
}

function Chip({ icon: Icon, iconClassName = '', title, text, imageId, cancelText, onCancel }: ChipProps) {
  return (
    <div className="mx-1.5 mt-1.5 flex items-center gap-2 rounded-md border-s-[3px] border-accent bg-sunken ps-3 pe-1 text-sm">
      <Icon aria-hidden className={`${iconClassName} size-4 flex-none text-accent-text`} />
      <span className="min-w-0 flex-1 py-1.5 leading-snug">
        <b className="block text-xs font-semibold text-accent-text">{title}</b>
        <span dir="auto" className="one-line block text-soft">
          {text}
        </span>
      </span>
      {imageId && <QuotedPicture id={imageId} />}
      <IconButton label={cancelText} onPress={onCancel}>
        <X aria-hidden className="size-4" />
      </IconButton>
    </div>
  );
}
