import type { JobData } from '../../job/job.schema';
import type { Occasion } from './occasion';

/** An occasion as a job keeps it: plain values. */
export function toJobData({ data, at, ...occasion }: Occasion): JobData {
  return { ...occasion, data: JSON.stringify(data), at: at.toISOString() };
}

export function fromJobData({ data, at, ...occasion }: JobData): Occasion {
  return {
    ...(occasion as unknown as Omit<Occasion, 'data' | 'at'>),
    data: JSON.parse(String(data)),
    at: new Date(String(at)),
  };
}
