'use client';

import { useParley } from '@app/client/react';
import type { NotificationDto } from '@app/contracts';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { lazyPart } from '@/ui/lazy-part';
import { Press } from '@/ui/press';
import { useOnceOpen } from '@/ui/use-once-open';
import { linkOf } from './notification-link';

// Loaded at the first opening: no page needs them for its first paint.
const BellPanel = lazyPart(() => import('./bell-panel'));
const AnnouncementDialog = lazyPart(() => import('./announcement-dialog'));

interface BellButtonProps {
  className: string;
  /** Icon, name and badge, as every entry of the rail has them. */
  children: ReactNode;
}

/** The bell of the rail: a panel over the page. */
export function BellButton({ className, children }: BellButtonProps) {
  const t = useTranslations('nav');
  const { me } = useParley();
  const pathname = usePathname();
  const [isOpen, setIsOpen] = useState(false);
  const [announcement, setAnnouncement] = useState<NotificationDto | null>(null);
  const isPanelLoaded = useOnceOpen(isOpen);
  const isDialogLoaded = useOnceOpen(announcement !== null);
  return (
    <>
      <Press
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-current={pathname === '/notifications' ? 'page' : undefined}
        onPress={() => setIsOpen(true)}
        className={className}
        title={t('notifications')}
      >
        {children}
      </Press>
      {isPanelLoaded && (
        <BellPanel
          isOpen={isOpen}
          onClose={() => setIsOpen(false)}
          onRead={(row) => {
            if (linkOf(row, me.role) === null) setAnnouncement(row);
          }}
        />
      )}
      {isDialogLoaded && <AnnouncementDialog row={announcement} onClose={() => setAnnouncement(null)} />}
    </>
  );
}
