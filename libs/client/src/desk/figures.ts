import type { DeskFiguresDto, DeskFiguresQuery } from '@app/contracts';
import type { Rest } from '../rest/rest';

/** How the desk does; staff only. */
export interface DeskFigures {
  /** Throws `ParleyError`. */
  read(query: DeskFiguresQuery): Promise<DeskFiguresDto>;
  /** Where the same is to be had as a file, for a link; the session's cookie opens it. */
  csvHref(query: DeskFiguresQuery): string;
}

export function deskFiguresOf({ call }: Pick<Rest, 'call'>): DeskFigures {
  return {
    read: (query) => call({ method: 'GET', path: 'desk/figures', query }),
    csvHref: ({ from, to, timeZone }) =>
      `/api/desk/figures.csv?${new URLSearchParams({ from, to, ...(timeZone && { timeZone }) })}`,
  };
}
