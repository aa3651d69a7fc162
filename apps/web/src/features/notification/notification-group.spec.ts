import { buildNotification } from '../../../../../libs/client/src/testing/build';
import { groupRows } from './notification-group';

const AT = '2026-01-01T00:00:00.000Z';
const unseen = buildNotification({ id: 'unseen', seenAt: null, readAt: null });
const seen = buildNotification({ id: 'seen', seenAt: AT, readAt: null });
const read = buildNotification({ id: 'read', seenAt: AT, readAt: AT });

const shape = (groups: ReturnType<typeof groupRows>) =>
  groups.map(({ key, rows }) => [key, ...rows.map(({ id }) => id)]);

describe(groupRows, () => {
  it('tells new and earlier apart in the panel', () => {
    expect(shape(groupRows([read, unseen, seen], new Set(['unseen']), 'panel'))).toEqual([
      ['new', 'unseen'],
      ['earlier', 'read', 'seen'],
    ]);
  });

  it('tells seen and read apart on the page, and leaves empty groups out', () => {
    expect(shape(groupRows([seen, read], new Set(), 'page'))).toEqual([
      ['seen', 'seen'],
      ['readGroup', 'read'],
    ]);
  });

  it('keeps what was new where it is, though it was read meanwhile', () => {
    expect(shape(groupRows([read, seen], new Set(['read']), 'page'))).toEqual([
      ['new', 'read'],
      ['seen', 'seen'],
    ]);
  });
});
