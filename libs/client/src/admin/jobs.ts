import type { JobDto, JobFiguresDto, JobListQuery, Page } from '@app/contracts';
import type { Rest } from '../rest/rest';

/** The server's own queue; admins only. All of it answers the `data` of the envelope and throws `ParleyError`. */
export interface Jobs {
  list(query?: JobListQuery): Promise<Page<JobDto>>;
  figures(): Promise<JobFiguresDto>;
  /** Tries a failing job at once; throws CONFLICT when it is not failing. */
  retry(jobId: string): Promise<JobDto>;
  /** Takes a failing job out; throws CONFLICT when it is not failing. */
  drop(jobId: string): Promise<JobDto>;
}

export function jobsOf({ call }: Rest): Jobs {
  const act = (jobId: string, what: 'retry' | 'drop') =>
    call<JobDto>({ method: 'POST', path: `jobs/${encodeURIComponent(jobId)}/${what}` });
  return {
    list: (query) => call({ method: 'GET', path: 'jobs', query }),
    figures: () => call({ method: 'GET', path: 'jobs/figures' }),
    retry: (jobId) => act(jobId, 'retry'),
    drop: (jobId) => act(jobId, 'drop'),
  };
}
