'use client';

import type { ChatDto, MeDto, PreviewDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { TickMark } from '@/features/chat/tick-mark';
import { useGistText } from '@/features/chat/use-gist-text';
import { useSystemText } from '@/features/chat/use-system-text';
import { cx } from '@/ui/cx';
import { firstName } from '@/ui/text';
import { tickOfPreview } from './preview-tick';

/** The last message in one line, cut at its own end. */
export function RowPreview({ chat, me }: { chat: ChatDto; me: MeDto }) {
  const t = useTranslations('inbox');
  const last = chat.lastMessage;
  if (!last) return <span className="one-line text-quiet">{t('noMessages')}</span>;
  const tick = tickOfPreview(chat, me.id);
  const sender = chat.type === 'group' && last.senderId !== me.id ? senderOf(chat, last) : null;
  return (
    <>
      {tick && <TickMark tick={tick} place="list" />}
      <PreviewText preview={last} sender={sender && firstName(sender)} />
    </>
  );
}

function PreviewText({ preview, sender }: { preview: PreviewDto; sender: string | null }) {
  const t = useTranslations('inbox');
  const systemText = useSystemText();
  const gistText = useGistText();
  const isSpoken = !preview.system && !preview.isDeleted;
  const text = preview.system
    ? systemText(preview.system)
    : preview.isDeleted
      ? t('deleted')
      : gistText(preview.gist, preview.text);
  return (
    <span dir={isSpoken ? 'auto' : undefined} className={cx('one-line', preview.isDeleted && 'italic')}>
      {isSpoken && sender ? t('senderText', { name: sender, text }) : text}
    </span>
  );
}

function senderOf(chat: ChatDto, preview: PreviewDto): string | null {
  return chat.members.find((member) => member.userId === preview.senderId)?.user.name ?? null;
}
