import type { NotificationDto } from '@app/contracts';
import { buildNotification } from '../testing/build';
import { buildWorld, type World } from '../testing/build-world';
import { settle } from '../testing/fake-clock';
import { isInView, upsertRow } from './bell-facts';

const ALL = { filter: 'all', type: null } as const;
const LATER = '2026-01-01T01:00:00.000Z';
const older = buildNotification({ id: 'n1' });
const newer = buildNotification({ id: 'n2', updatedAt: LATER });

/** A started client whose bell has these rows on the server. */
async function buildBellWorld(rows: NotificationDto[], nextCursor: string | null = null): Promise<World> {
  const world = buildWorld();
  world.network.routes.set('GET notifications', () => ({ items: rows, nextCursor }));
  world.network.routes.set('GET notifications/counts', () => ({ unseen: rows.length, unread: rows.length }));
  world.network.routes.set('POST notifications/seen-all', () => ({ unseen: 0, unread: rows.length }));
  world.parley.start();
  await settle();
  return world;
}

describe('the bell', () => {
  it('has its counts after connecting, and clears the badge when opened', async () => {
    const { parley } = await buildBellWorld([newer, older]);
    expect(parley.bell.getState()).toMatchObject({ counts: { unseen: 2 }, isLoaded: false });
    await parley.bell.open();
    expect(parley.bell.getState()).toMatchObject({
      rows: [newer, older],
      counts: { unseen: 0, unread: 2 },
      isLoaded: true,
    });
    await parley.stop();
  });

  it('takes in live rows on top, and counts', async () => {
    const { parley, network } = await buildBellWorld([older]);
    await parley.bell.load();
    network.announce({ name: 'notification', data: newer });
    network.announce({ name: 'notificationCounts', data: { unseen: 7, unread: 8 } });
    await settle();
    expect(parley.bell.getState().rows.map(({ id }) => id)).toEqual(['n2', 'n1']);
    expect(parley.bell.getState().counts).toEqual({ unseen: 7, unread: 8 });
    await parley.stop();
  });

  it('does not lose a row that arrives while the page travels', async () => {
    const { parley, network } = await buildBellWorld([older]);
    network.isAuto = false;
    const loading = parley.bell.load();
    await settle();
    network.deliver();
    network.announce({ name: 'notification', data: newer });
    network.deliver(1);
    network.deliver();
    await loading;
    expect(parley.bell.getState().rows.map(({ id }) => id)).toEqual(['n2', 'n1']);
    await parley.stop();
  });

  it('marks one read and takes the new counts', async () => {
    const { parley, network } = await buildBellWorld([older]);
    await parley.bell.load();
    network.routes.set('POST notifications/n1/read', () => ({ ...older, readAt: LATER, seenAt: LATER }));
    network.routes.set('GET notifications/counts', () => ({ unseen: 0, unread: 0 }));
    await parley.bell.markRead('n1');
    expect(parley.bell.getState()).toMatchObject({ rows: [{ readAt: LATER }], counts: { unread: 0 } });
    await parley.stop();
  });

  it('archives, takes back, snoozes and wakes', async () => {
    const { parley, network } = await buildBellWorld([newer, older]);
    await parley.bell.load();
    const ids = () => parley.bell.getState().rows.map(({ id }) => id);
    network.routes.set('POST notifications/n1/archive', () => ({ ...older, archivedAt: LATER }));
    network.routes.set('DELETE notifications/n1/archive', () => older);
    network.routes.set('POST notifications/n2/snooze', () => ({ ...newer, snoozedUntil: LATER }));
    await parley.bell.setArchived('n1', true);
    expect(ids()).toEqual(['n2']);
    await parley.bell.setArchived('n1', false);
    expect(ids()).toEqual(['n2', 'n1']);
    await parley.bell.snooze('n2', LATER);
    expect(ids()).toEqual(['n1']);
    network.announce({ name: 'notification', data: { ...newer, updatedAt: '2026-01-01T02:00:00.000Z' } });
    await settle();
    expect(ids()).toEqual(['n2', 'n1']);
    await parley.stop();
  });

  it('asks again for a broadcast, after a part of the jitter', async () => {
    const { parley, network, clock } = await buildBellWorld([]);
    network.routes.set('GET notifications/counts', () => ({ unseen: 1, unread: 1 }));
    network.announce({ name: 'broadcast', data: { broadcastId: 'b1', jitterMs: 10_000 } });
    await clock.advance(4_900);
    expect(parley.bell.getState().counts.unseen).toBe(0);
    await clock.advance(200);
    expect(parley.bell.getState().counts.unseen).toBe(1);
    await parley.stop();
  });

  it('keeps a failed load as an error and drops it after the next success', async () => {
    const { parley, network } = await buildBellWorld([older]);
    network.isAuto = false;
    const failing = parley.bell.load();
    await settle();
    network.loseHttp(0);
    await failing;
    expect(parley.bell.getState().error?.code).toBe('NETWORK');
    network.isAuto = true;
    await parley.bell.load();
    expect(parley.bell.getState()).toMatchObject({ error: null, rows: [older] });
    await parley.stop();
  });
});

describe(isInView.name, () => {
  const archived = { ...older, archivedAt: LATER, readAt: LATER };
  const snoozed = { ...older, snoozedUntil: LATER };

  it.each([
    ['all', [true, false, false]],
    ['unread', [true, false, false]],
    ['archived', [false, true, false]],
    ['snoozed', [false, false, true]],
  ] as const)('%s', (filter, expected) => {
    expect([older, archived, snoozed].map((row) => isInView(row, { filter, type: null }))).toEqual(expected);
  });

  it('knows types', () => {
    expect(isInView(older, { filter: 'all', type: 'message' })).toBe(true);
    expect(isInView(older, { filter: 'all', type: 'offer' })).toBe(false);
  });
});

describe(upsertRow.name, () => {
  it('ignores an older copy, and one less far at the same time', () => {
    const read = { ...older, readAt: LATER, seenAt: LATER };
    expect(upsertRow([read], older, ALL)).toEqual([read]);
    expect(upsertRow([{ ...older, updatedAt: LATER }], older, ALL)[0]?.updatedAt).toBe(LATER);
  });

  it('drops a row from the unread filter once it is read', () => {
    expect(upsertRow([older], { ...older, readAt: LATER }, { ...ALL, filter: 'unread' })).toEqual([]);
  });
});
