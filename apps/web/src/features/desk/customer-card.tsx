'use client';

import { usePresence } from '@app/client/react';
import type { SupportTicketDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { usePresenceText } from '@/features/chat/use-presence-text';
import { useDateText } from '@/i18n/use-date-text';
import { Avatar } from '@/ui/avatar';

/** Who asks, and what to know before answering. */
export function CustomerCard({ ticket }: { ticket: SupportTicketDto }) {
  const t = useTranslations();
  const date = useDateText();
  const { requester, desk } = ticket;
  const presence = usePresence(requester.id);
  const presenceText = usePresenceText(presence);
  return (
    <section>
      <p className="flex items-center gap-3">
        <Avatar id={requester.id} name={requester.name} url={requester.avatarUrl} presence={presence?.state} />
        <span className="min-w-0 flex-1">
          <b dir="auto" className="one-line block font-semibold">
            {requester.name}
          </b>
          <span className="block text-xs text-quiet">
            {desk?.isGuest ? t('desk.guest') : (presenceText ?? t(`user.role.${requester.role}`))}
          </span>
        </span>
      </p>
      <dl className="mt-4 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2 text-sm [&_dd]:text-end [&_dt]:text-quiet">
        <dt>{t('desk.number')}</dt>
        <dd className="tabular">
          <bdi>#{ticket.number}</bdi>
        </dd>
        {desk && (
          <>
            <dt>{t('desk.language')}</dt>
            <dd>{t(`desk.languages.${desk.language}`)}</dd>
          </>
        )}
        <dt>{t('desk.opened')}</dt>
        <dd>
          <time dateTime={ticket.createdAt} title={date.full(ticket.createdAt)} suppressHydrationWarning>
            {date.ago(ticket.createdAt)}
          </time>
        </dd>
        <dt>{t('desk.waiting')}</dt>
        <dd>{t(ticket.isAwaitingReply ? 'desk.waitingYes' : 'desk.waitingNo')}</dd>
        {desk?.snoozedUntil && (
          <>
            <dt>{t('desk.snoozedUntil')}</dt>
            <dd>
              <time dateTime={desk.snoozedUntil} title={date.full(desk.snoozedUntil)} suppressHydrationWarning>
                {date.moment(desk.snoozedUntil)}
              </time>
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}
