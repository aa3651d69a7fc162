import { NO_TICKET_FILTER, type TicketListView } from '@app/client';
import type { SavedViewDto, SavedViewQuery } from '@app/contracts';

const NAMES = Object.keys(NO_TICKET_FILTER) as (keyof typeof NO_TICKET_FILTER)[];

/** What the queue shows when this is asked for: filters that it does not name are off. */
export function listViewOf({ view = 'all', ...filters }: SavedViewQuery): TicketListView {
  return Object.assign({ view, ...NO_TICKET_FILTER }, ...NAMES.map((name) => ({ [name]: filters[name] ?? null })));
}

/** The question that the queue answers now, without what it is not narrowed by. */
export function queryOf({ view, ...filters }: TicketListView): SavedViewQuery {
  const used = NAMES.filter((name) => filters[name] !== null).map((name) => [name, filters[name]]);
  return { view, ...Object.fromEntries(used) };
}

/** The saved view that is open, if any. */
export function openView(views: readonly SavedViewDto[], current: TicketListView): SavedViewDto | undefined {
  return views.find(({ query }) => {
    const wanted = listViewOf(query);
    return wanted.view === current.view && NAMES.every((name) => wanted[name] === current[name]);
  });
}
