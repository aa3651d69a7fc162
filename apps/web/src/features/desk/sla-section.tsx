'use client';

import { SLA_TARGETS, type SlaClockDto, type SupportTicketDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useDateText } from '@/i18n/use-date-text';

/** What was promised about this ticket, and how it stands. */
export function SlaSection({ ticket }: { ticket: SupportTicketDto }) {
  const t = useTranslations('desk.sla');
  const shown = SLA_TARGETS.flatMap((target) => {
    const clock = ticket.sla?.[target];
    return clock ? [{ target, clock }] : [];
  });
  if (shown.length === 0) return null;
  return (
    <section>
      <h3 className="mb-2 text-sm">{t('title')}</h3>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2 text-sm [&_dd]:text-end [&_dt]:text-quiet">
        {shown.map(({ target, clock }) => (
          <div key={target} className="contents">
            <dt>{t(`target.${target}`)}</dt>
            <dd>
              <ClockText clock={clock} isOver={ticket.state === 'solved' || ticket.state === 'closed'} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** `isOver`: nobody can keep what was missed any more. */
function ClockText({ clock, isOver }: { clock: SlaClockDto; isOver: boolean }) {
  const t = useTranslations('desk.sla');
  const date = useDateText();
  const { missedAt, metAt, dueAt } = clock;
  if (metAt !== null || (isOver && missedAt !== null)) {
    return <span className={missedAt ? 'text-danger' : 'text-success'}>{t(missedAt ? 'metLate' : 'met')}</span>;
  }
  if (missedAt !== null) {
    return (
      <time dateTime={missedAt} title={date.full(missedAt)} className="text-danger">
        {t('overdueSince', { when: date.short(missedAt) })}
      </time>
    );
  }
  if (clock.isPaused || dueAt === null) return <span className="text-soft">{t('paused')}</span>;
  return (
    <time dateTime={dueAt} title={date.full(dueAt)} suppressHydrationWarning>
      {date.moment(dueAt)}
    </time>
  );
}
