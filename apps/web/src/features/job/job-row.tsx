'use client';

import type { Jobs } from '@app/client/admin';
import type { JobDto, JobState } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useDateText } from '@/i18n/use-date-text';
import { Tag, type Tone } from '@/ui/tag';
import { JobActions } from './job-actions';

const TONE: Record<JobState, Tone> = {
  waiting: 'neutral',
  running: 'support',
  failing: 'danger',
  done: 'success',
  dropped: 'warn',
};

/** Those that have words; others are shown as they are called. */
const KINDS = [
  'broadcast-publish',
  'broadcast-followUp',
  'broadcast-deliver',
  'broadcast-expire',
  'notification-email',
  'notification-push',
  'notification-wake',
  'offer-expire',
  'sla-moment',
  'ticket-snooze',
] as const;

interface JobRowProps {
  job: JobDto;
  jobs: Jobs;
  onChanged: () => void;
}

/** What it does, how it stands, when it is tried next; and of one that fails, why. */
export function JobRow({ job, jobs, onChanged }: JobRowProps) {
  const t = useTranslations('jobs');
  const date = useDateText();
  const { kind, key, state, attempts, lastError, nextRunAt, endedAt, runAt } = job;
  const known = KINDS.find((each) => each === kind.replace('.', '-'));
  const name = known ? t(`kinds.${known}`) : kind;
  const at = nextRunAt ?? endedAt ?? runAt;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-1 border-b border-line px-2 py-2.5 last:border-0">
      <span className="min-w-0">
        <span className="block text-md font-name text-ink wrap-anywhere">{name}</span>
        <bdi dir="ltr" className="block text-xs text-quiet wrap-anywhere">
          {key}
        </bdi>
      </span>
      <span className="grid content-start justify-items-end gap-1.5">
        <Tag tone={TONE[state]}>{t(`state.${state}`)}</Tag>
        <time dateTime={at} title={date.full(at)} suppressHydrationWarning className="text-xs text-quiet">
          {nextRunAt ? t('next', { time: date.moment(at) }) : date.short(at)}
        </time>
      </span>
      {lastError !== null && (
        <p className="col-span-2 text-sm text-soft wrap-anywhere">
          {t('lastError', { count: attempts })} <bdi className="text-danger">{lastError}</bdi>
        </p>
      )}
      {state === 'failing' && <JobActions job={job} name={name} jobs={jobs} onChanged={onChanged} />}
    </li>
  );
}
