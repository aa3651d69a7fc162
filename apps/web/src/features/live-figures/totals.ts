import type { LiveFiguresDto, ProcessFiguresDto } from '@app/contracts';

/** One moment of the whole service. */
export interface Totals {
  at: number;
  messages: number;
  ackP95: number | null;
  sockets: number;
  refused: number;
  loopLag: number;
  jobLagP95: number | null;
}

/** Rates and counts add up; of times the slowest process counts: nobody is helped by an average. */
export function totalsOf({ at, processes }: LiveFiguresDto): Totals {
  const sum = (key: 'messages' | 'sockets' | 'refused') => processes.reduce((total, each) => total + each[key], 0);
  const slowest = (key: 'ackP95' | 'jobLagP95') => worst(processes.map((each) => each[key]));
  return {
    ...{ at: Date.parse(at), messages: sum('messages'), sockets: sum('sockets'), refused: sum('refused') },
    ...{ ackP95: slowest('ackP95'), jobLagP95: slowest('jobLagP95') },
    loopLag: Math.max(0, ...processes.map(({ loopLag }: ProcessFiguresDto) => loopLag)),
  };
}

function worst(values: (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length > 0 ? Math.max(...known) : null;
}
