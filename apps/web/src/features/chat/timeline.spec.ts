import { buildChange, buildMessage, buildPending } from '@/testing/build';
import { buildTimeline, type Row, type TimelineInput } from './timeline';

const build = (input: Partial<TimelineInput>) =>
  buildTimeline({ items: [], pending: [], changes: [], firstUnreadSeq: null, meId: 'amel', timeZone: 'UTC', ...input });

const timeline = (input: Partial<TimelineInput>) => build(input).rows;

const shape = (rows: Row[]) =>
  rows.map((row) =>
    row.kind === 'message' ? `${row.entry.isFirst ? '[' : '-'}${row.key}${row.entry.isLast ? ']' : '-'}` : row.key,
  );

const at = (time: string) => ({ createdAt: `2026-11-20T${time}.000Z` });

describe('buildTimeline', () => {
  it('groups what one person wrote in one minute', () => {
    const rows = timeline({
      items: [
        buildMessage(1, at('09:00:05')),
        buildMessage(2, at('09:00:40')),
        buildMessage(3, at('09:01:00')),
        buildMessage(4, { ...at('09:01:10'), senderId: 'amel' }),
      ],
    });
    expect(shape(rows)).toEqual(['[yacine:c1-', '-yacine:c2]', '[yacine:c3]', '[amel:c4]']);
  });

  it("starts a day at the viewer's midnight", () => {
    const items = [buildMessage(1, at('22:59:00')), buildMessage(2, at('23:01:00'))];
    expect(shape(timeline({ items, timeZone: 'Africa/Algiers' }))).toEqual([
      '[yacine:c1]',
      'day:2026-11-21',
      '[yacine:c2]',
    ]);
  });

  it('says when it starts instead of opening with a day, and keeps its rows when older ones come', () => {
    const newer = [buildMessage(2, at('10:00:00')), buildMessage(3, at('11:00:00'))];
    const older = build({ items: [buildMessage(1, at('09:00:00')), ...newer] });
    expect(build({ items: newer }).startsAt).toBe(newer[0]?.createdAt);
    expect(shape(older.rows).slice(1)).toEqual(shape(timeline({ items: newer })));
    expect(build({}).startsAt).toBeNull();
  });

  it('puts what is not a message where its time is, and only where the messages around it are known', () => {
    const items = [buildMessage(1, at('09:00:05')), buildMessage(2, at('09:00:40'))];
    const side = (key: string, time: string) => ({ key, at: at(time).createdAt, content: null });
    const sides = [side('early', '08:00:00'), side('between', '09:00:20'), side('late', '10:00:00')];
    expect(shape(timeline({ items, sides }))).toEqual(['[yacine:c1]', 'between', '[yacine:c2]', 'late']);
    expect(shape(timeline({ items, sides, hasAfter: true }))).toEqual(['[yacine:c1]', 'between', '[yacine:c2]']);
  });

  it('puts one "New" line before the first unread message, and it parts a group', () => {
    const items = [buildMessage(1, at('09:00:05')), buildMessage(2, at('09:00:06')), buildMessage(3, at('09:00:07'))];
    expect(shape(timeline({ items, firstUnreadSeq: 2 }))).toEqual(['[yacine:c1]', 'new', '[yacine:c2-', '-yacine:c3]']);
  });

  it('keeps the key of a message over its confirmation', () => {
    const [waiting] = timeline({ pending: [buildPending({ clientMsgId: 'x' })] });
    const [stored] = timeline({ items: [buildMessage(1, { senderId: 'amel', clientMsgId: 'x' })] });
    expect(waiting?.key).toBe(stored?.key);
  });

  it('shows pending messages below the stored ones, as own', () => {
    const rows = timeline({ items: [buildMessage(1)], pending: [buildPending()] });
    expect(rows.at(-1)).toMatchObject({ kind: 'message', entry: { isOwn: true, message: null } });
  });

  it('keeps a failed message out of groups, so that the others keep their time', () => {
    const rows = timeline({
      items: [buildMessage(1, { ...at('10:00:00'), senderId: 'amel' })],
      pending: [buildPending({ status: 'failed', errorCode: 'BLOCKED' })],
    });
    expect(shape(rows)).toEqual(['[amel:c1]', '[amel:p1]']);
  });

  it('gives system lines no sender and no group', () => {
    const system = { kind: 'chatCreated' as const, values: {} };
    const items = [
      buildMessage(1, at('09:00:05')),
      buildMessage(2, { ...at('09:00:06'), type: 'system', senderId: null, system }),
      buildMessage(3, at('09:00:07')),
    ];
    expect(shape(timeline({ items }))).toEqual(['[yacine:c1]', 'system:m2', '[yacine:c3]']);
  });

  it('tells of an own change that was refused, sooner than of one on its way, and not of one just made', () => {
    const items = [buildMessage(1), buildMessage(2)];
    const changes = [
      buildChange({ id: 'a', messageId: 'm1', status: 'failed', errorCode: 'EDIT_WINDOW_CLOSED' }),
      buildChange({ id: 'b', messageId: 'm1', status: 'stillTrying' }),
      buildChange({ id: 'c', messageId: 'm2' }),
    ];
    const told = timeline({ items, changes }).map((row) => (row.kind === 'message' ? row.entry.change?.id : null));
    expect(told).toEqual(['a', undefined]);
  });
});
