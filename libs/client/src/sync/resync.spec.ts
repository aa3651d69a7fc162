import type { Fact } from '../connection/transport';
import { ParleyError } from '../core/error';
import { FakeClock } from '../testing/fake-clock';
import { createResync } from './resync';

describe(createResync.name, () => {
  function build({ random = (): number => 0 } = {}) {
    const clock = new FakeClock();
    const answers: (Error | null)[] = [];
    const [applied, log]: [string[], string[]] = [[], []];
    const resync = createResync({
      clock,
      random,
      fetchAll: async () => {
        log.push('fetch');
        const error = answers.shift();
        if (error) throw error;
      },
      apply: ({ name }) => void applied.push(name),
      onSynced: () => void log.push('synced'),
    });
    return { clock, answers, applied, log, resync };
  }
  const busy = (retryAfterMs?: number) => new ParleyError({ code: 'BUSY', ...(retryAfterMs && { retryAfterMs }) });
  const fact = { name: 'chatRemoved', data: { chatId: 'a' } } as Fact;

  it('comes again when the server says, neither sooner nor much later', async () => {
    const { clock, answers, log, resync } = build();
    answers.push(busy(7_000));
    resync.begin();
    await clock.advance(6_999);
    expect(log).toEqual(['fetch']);
    await clock.advance(1);
    expect(log).toEqual(['fetch', 'fetch', 'synced']);
  });

  it('does not come with everybody else when the database is away, and the server says the same to all', async () => {
    const { clock, answers, log, resync } = build({ random: () => 1 });
    answers.push(...Array.from({ length: 3 }, () => new ParleyError({ code: 'UNAVAILABLE', retryAfterMs: 1_000 })));
    resync.begin();
    // Half a second doubles each time: 1, 2 and 4 seconds with the longest jitter.
    await clock.advance(6_999);
    expect(log).toEqual(['fetch', 'fetch', 'fetch']);
    await clock.advance(1);
    expect(log).toEqual(['fetch', 'fetch', 'fetch', 'fetch', 'synced']);
  });

  it('waits longer each time when the server says nothing', async () => {
    const { clock, answers, log, resync } = build();
    answers.push(busy(), busy());
    resync.begin();
    await clock.advance(1_000);
    expect(log).toEqual(['fetch', 'fetch', 'fetch', 'synced']);
  });

  it('lives on while it waits, and applies what came meanwhile', async () => {
    const { clock, answers, applied, resync } = build();
    answers.push(busy(60_000));
    resync.begin();
    resync.take(fact);
    expect(applied).toEqual([]);
    await clock.advance(0);
    expect(applied).toEqual(['chatRemoved']);
    resync.cancel();
  });
});
