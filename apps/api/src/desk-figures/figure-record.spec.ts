import type { FigureEvent } from './figure-event';
import { pack, unpack } from './figure-record';

describe('packed figures', () => {
  const at = Date.parse('2026-11-21T09:30:00.123Z');
  const events: FigureEvent[] = [
    { kind: 'opened', at, category: 'general', agentId: null },
    { kind: 'answered', afterMs: 31_536_000_000_123, at: at + 1, category: 'booking', agentId: 'a'.repeat(24) },
    { kind: 'solved', afterMs: 0, at: at + 2, category: 'destination', agentId: 'b'.repeat(24) },
    { kind: 'reopened', at: at + 3, category: 'complaint', agentId: 'a'.repeat(24) },
    { kind: 'promise', isMet: true, at, category: 'general', agentId: null },
    { kind: 'promise', isMet: false, at, category: 'general', agentId: null },
    { kind: 'rated', score: 5, at, category: 'general', agentId: 'b'.repeat(24) },
    { kind: 'backlog', by: 1, at, category: 'general', agentId: null },
    { kind: 'backlog', by: -1, at, category: 'general', agentId: null },
  ];

  it('are what was packed, to the millisecond, each agent once', () => {
    const packed = pack(events);
    expect(packed.names).toEqual(['a'.repeat(24), 'b'.repeat(24)]);
    expect(unpack(packed)).toEqual(events);
    expect(unpack(pack([]))).toEqual([]);
  });

  it('keep categories of one’s own by name, beside the numbers that older rows have', () => {
    const own: FigureEvent[] = ['refund', 'complaint', 'visa', 'refund'].map((category) => ({
      ...{ kind: 'opened' as const, at, category, agentId: null },
    }));
    const packed = pack(own);
    expect(packed.categories).toEqual(['refund', 'visa']);
    expect(unpack(packed)).toEqual(own);
    expect(pack(events)).not.toHaveProperty('categories');
  });

  it('are not guessed at when a newer version has kept them', () => {
    const { names, records } = pack(events.slice(0, 1));
    records.writeUInt8(200, 0);
    expect(() => unpack({ names, records })).toThrow(/newer version/);
  });
});
