import { NO_TICKET_FILTER } from '@app/client';
import type { SavedViewDto } from '@app/contracts';
import { listViewOf, openView, queryOf } from './saved-view';

const arabic: SavedViewDto = {
  id: 'v1',
  name: 'Arabic complaints',
  isTeam: false,
  query: { view: 'unassigned', category: 'complaint', language: 'ar' },
};

describe('a saved view', () => {
  it('is the list it was saved from, and turns everything else off', () => {
    const list = listViewOf(arabic.query);
    expect(list).toEqual({ ...NO_TICKET_FILTER, view: 'unassigned', category: 'complaint', language: 'ar' });
    expect(queryOf(list)).toEqual(arabic.query);
    expect(listViewOf({ tag: 'vip' })).toEqual({ ...NO_TICKET_FILTER, view: 'all', tag: 'vip' });
  });

  it('is open only while nothing differs', () => {
    const list = listViewOf(arabic.query);
    expect(openView([arabic], list)).toBe(arabic);
    expect(openView([arabic], { ...list, priority: 'high' })).toBeUndefined();
    expect(openView([arabic], { ...list, view: 'all' })).toBeUndefined();
    expect(openView([arabic], { ...list, language: null })).toBeUndefined();
  });
});
