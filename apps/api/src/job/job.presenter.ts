import type { JobDto, JobState } from '@app/contracts';
import type { Job } from './job.schema';

/** The data stays inside: it may say what somebody wrote. */
export function toJobDto(job: Job, now: Date): JobDto {
  const { _id, kind, key, attempts, lastError, failedAt, runAt, dueAt, doneAt } = job;
  const state = stateOf(job, now);
  return {
    id: _id.toHexString(),
    ...{ kind, key, state, attempts, lastError },
    failedAt: failedAt?.toISOString() ?? null,
    runAt: runAt.toISOString(),
    nextRunAt: state === 'running' ? null : (dueAt?.toISOString() ?? null),
    endedAt: doneAt?.toISOString() ?? null,
  };
}

/** A lease that has run out belongs to a process that died: the job waits to be taken over. */
function stateOf({ isDropped, doneAt, isHeld, dueAt, failedAt }: Job, now: Date): JobState {
  if (doneAt) return isDropped ? 'dropped' : 'done';
  if (isHeld && dueAt && dueAt > now) return 'running';
  return failedAt ? 'failing' : 'waiting';
}
