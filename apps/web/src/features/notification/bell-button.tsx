'use client';

import { useParley } from '@app/client/react';
import type { NotificationDto } from '@app/contracts';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { AnnouncementDialog } from './announcement-dialog';
import { BellPanel } from './bell-panel';
import { linkOf } from './notification-link';

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
  return (
    <>
      <Button
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-current={pathname === '/notifications' ? 'page' : undefined}
        onPress={() => setIsOpen(true)}
        className={className}
        render={(attributes) => <button {...attributes} title={t('notifications')} />}
      >
        {children}
      </Button>
      <BellPanel
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        onRead={(row) => {
          if (linkOf(row, me.role) === null) setAnnouncement(row);
        }}
      />
      <AnnouncementDialog row={announcement} onClose={() => setAnnouncement(null)} />
    </>
  );
}
