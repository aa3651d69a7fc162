'use client';

import type { NotificationDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { AnnouncementLink } from '@/features/broadcast/announcement-link';
import { useDateText } from '@/i18n/use-date-text';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Tag } from '@/ui/tag';

interface AnnouncementDialogProps {
  /** Null: closed. */
  row: NotificationDto | null;
  onClose: () => void;
}

/** What leads nowhere is read here, in full. */
export default function AnnouncementDialog({ row, onClose }: AnnouncementDialogProps) {
  const t = useTranslations('notification');
  const app = useTranslations('app');
  const date = useDateText();
  if (!row) return null;
  const { broadcastId } = row.data;
  const link = row.link && broadcastId ? { broadcastId, href: row.link } : null;
  return (
    <Dialog title={row.title} isOpen onClose={onClose} closeLabel={app('close')}>
      <div className="scroll-y flex-1 px-5 pb-2">
        <p className="mb-3 flex flex-wrap items-center gap-2 text-xs text-quiet">
          {row.type === 'broadcast' && <Tag tone="support">{t('announcement')}</Tag>}
          <time dateTime={row.createdAt}>{date.full(row.createdAt)}</time>
        </p>
        <p dir="auto" className="text-msg leading-relaxed whitespace-pre-wrap text-ink wrap-anywhere">
          {row.text}
        </p>
      </div>
      <footer className="flex flex-wrap justify-end gap-2 px-5 pt-3 pb-5">
        <Button variant={link ? undefined : 'primary'} onPress={onClose}>
          {app('close')}
        </Button>
        {link && <AnnouncementLink {...link} />}
      </footer>
    </Dialog>
  );
}
