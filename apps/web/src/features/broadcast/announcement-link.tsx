'use client';

import { ParleyError } from '@app/client';
import { useParley } from '@app/client/react';
import { ExternalLink } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { buttonStyle } from '@/ui/button-style';

interface AnnouncementLinkProps {
  broadcastId: string;
  href: string;
}

/** Where a broadcast leads. Following it is counted; a count that does not arrive keeps nobody from going. */
export function AnnouncementLink({ broadcastId, href }: AnnouncementLinkProps) {
  const t = useTranslations('broadcast');
  const { rest } = useParley();
  const count = () => {
    rest.announcements.click(broadcastId).catch((thrown: unknown) => {
      if (!(thrown instanceof ParleyError)) throw thrown;
    });
  };
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      onClick={count}
      className={buttonStyle({ variant: 'primary' })}
    >
      {t('open')}
      <ExternalLink aria-hidden className="flip size-4" />
      <span className="sr-only">{t('newTab')}</span>
    </a>
  );
}
