import type { TicketNoteDto, TicketViewersDto } from '@app/contracts';
import { buildMe, buildUser } from '../testing/build';
import { buildStaffTicket } from '../testing/build-desk';
import { buildWorld, type World } from '../testing/build-world';
import { settle } from '../testing/fake-clock';
import { refuse } from '../testing/fake-server';
import { type Desk, deskOf } from './desk';

const NOTES = 'GET support-tickets/t1/notes';

const note = (id: string, minute: number, ticketId = 't1'): TicketNoteDto => ({
  id,
  ticketId,
  author: buildUser({ id: 'zoe', role: 'agent' }),
  text: `note ${id}`,
  createdAt: `2026-01-01T00:${String(minute).padStart(2, '0')}:00.000Z`,
});

describe(deskOf.name, () => {
  let world: World;
  let desk: Desk;

  beforeEach(async () => {
    world = buildWorld({ me: buildMe({ id: 'ana', role: 'agent' }) });
    world.network.routes.set(NOTES, () => ({ items: [note('n2', 2), note('n1', 1)], nextCursor: null }));
    world.parley.start();
    await settle();
    desk = deskOf(world.parley);
  });

  afterEach(() => world.parley.stop());

  const asked = (path: string) => world.network.requests.filter((request) => request === path).length;

  it('is one for all who ask', () => {
    expect(deskOf(world.parley)).toBe(desk);
    expect(desk.notes('t1')).toBe(desk.notes('t1'));
  });

  describe('notes', () => {
    const shown = () =>
      desk
        .notes('t1')
        .getState()
        .notes.map(({ id }) => id);

    it('are loaded when somebody looks, oldest first, and follow what colleagues write', async () => {
      expect(asked(NOTES)).toBe(0);
      desk.notes('t1').open();
      await settle();
      expect(shown()).toEqual(['n1', 'n2']);
      world.network.announce({ name: 'ticketNote', data: note('n3', 3) });
      world.network.announce({ name: 'ticketNote', data: note('x1', 3, 't9') });
      world.network.announce({ name: 'ticketNote', data: note('n3', 3) });
      await settle();
      expect(shown()).toEqual(['n1', 'n2', 'n3']);
    });

    it('are written once, whichever is first: the answer or the fact', async () => {
      desk.notes('t1').open();
      await settle();
      const written = note('n3', 3);
      world.network.routes.set('POST support-tickets/t1/notes', () => written);
      world.network.announce({ name: 'ticketNote', data: written });
      await desk.notes('t1').add({ text: 'note n3', clientNoteId: 'uuid' });
      expect(shown()).toEqual(['n1', 'n2', 'n3']);
    });

    it('come with a merge, go with its end, and are fetched again after a reconnect', async () => {
      desk.notes('t1').open();
      await settle();
      const merged = [{ ticketId: 't0', number: 1, chatId: 'c0', undoUntil: null }];
      world.network.announce({ name: 'ticketUpdated', data: buildStaffTicket({ id: 't1', desk: { merged } }) });
      await settle();
      expect(asked(NOTES)).toBe(2);
      world.network.announce({ name: 'ticketUpdated', data: buildStaffTicket({ id: 't1', desk: { merged } }) });
      await settle();
      expect(asked(NOTES)).toBe(2);
      world.network.cut();
      await world.clock.advance(1_000);
      expect(asked(NOTES)).toBe(3);
    });

    it('page further back, and rest while nobody looks', async () => {
      world.network.routes.set(NOTES, (_body, search) =>
        search.get('cursor')
          ? { items: [note('n0', 0)], nextCursor: null }
          : { items: [note('n1', 1)], nextCursor: 'c' },
      );
      desk.notes('t1').open();
      await settle();
      expect(desk.notes('t1').getState().hasMore).toBe(true);
      await desk.notes('t1').more();
      expect(shown()).toEqual(['n0', 'n1']);
      expect(desk.notes('t1').getState().hasMore).toBe(false);
      desk.notes('t1').close();
      world.network.announce({ name: 'ticketNote', data: note('n9', 9) });
      await settle();
      expect(shown()).toEqual(['n0', 'n1']);
    });

    it('say why they could not be loaded', async () => {
      world.network.routes.set(NOTES, () => {
        throw refuse('FORBIDDEN');
      });
      desk.notes('t1').open();
      await settle();
      expect(desk.notes('t1').getState()).toMatchObject({
        isLoaded: false,
        isLoading: false,
        error: { code: 'FORBIDDEN' },
      });
    });
  });

  describe('viewing', () => {
    const said = () =>
      world.network.commands.filter(({ command }) => command === 'viewTicket').map(({ input }) => input);
    const viewers = (ticketId: string): TicketViewersDto => ({
      ticketId,
      viewers: [
        { user: buildUser({ id: 'zoe' }), isReplying: true },
        { user: buildUser({ id: 'ana' }), isReplying: false },
      ],
    });

    it('says what is on screen, says it again, and says that it is over', async () => {
      desk.viewing.look('t1');
      desk.viewing.look('t1');
      await settle();
      expect(said()).toEqual([{ ticketId: 't1', isReplying: false }]);
      desk.viewing.look('t1', true);
      await world.clock.advance(10_000);
      expect(said().slice(1)).toEqual(Array(2).fill({ ticketId: 't1', isReplying: true }));
      desk.viewing.look(null);
      await world.clock.advance(30_000);
      expect(said().slice(3)).toEqual([{ ticketId: null, isReplying: false }]);
    });

    it('shows the others, of this ticket, as long as the connection holds', async () => {
      desk.viewing.look('t1');
      world.network.announce({ name: 'ticketViewers', data: viewers('t9') });
      world.network.announce({ name: 'ticketViewers', data: viewers('t1') });
      await settle();
      expect(desk.viewing.getState().others).toEqual([{ user: buildUser({ id: 'zoe' }), isReplying: true }]);
      const before = said().length;
      world.network.cut();
      expect(desk.viewing.getState().others).toEqual([]);
      await world.clock.advance(1_000);
      expect(said().length).toBe(before + 1);
    });

    it('is silent while the tab is hidden', async () => {
      desk.viewing.look('t1');
      await settle();
      world.signals.isVisible = false;
      await world.clock.advance(60_000);
      expect(said()).toHaveLength(1);
    });
  });

  it('keeps lists of canned replies up to date with what is done to them', async () => {
    let stored = [{ id: 'r1', shortcut: 'hello' }];
    world.network.routes.set('GET canned-replies', () => stored);
    world.network.routes.set('PUT canned-replies/r1', () => {
      stored = [{ id: 'r1', shortcut: 'hi' }];
      return stored[0];
    });
    await desk.cannedReplies.load();
    expect(desk.cannedReplies.getState()).toMatchObject({ items: [{ shortcut: 'hello' }], isLoaded: true });
    await desk.cannedReplies.update('r1', { shortcut: 'hi', title: 'Hi', variants: { en: 'Hi' } });
    expect(desk.cannedReplies.getState().items).toMatchObject([{ shortcut: 'hi' }]);
    world.network.routes.set('GET canned-replies', () => {
      throw refuse('INTERNAL');
    });
    await desk.cannedReplies.load();
    expect(desk.cannedReplies.getState()).toMatchObject({ items: [{ shortcut: 'hi' }], error: { code: 'INTERNAL' } });
  });
});
