import { Counter, Histogram, Registry } from 'prom-client';
import { bucketsOf, countOf, quantileBetween } from './figure-window';

describe('the window of figures', () => {
  const registry = new Registry();
  const times = new Histogram({
    ...{ name: 'times', help: 'x', labelNames: ['kind'], buckets: [1, 2, 4], registers: [registry] },
  });

  it('sums a counter over the labels that fit', async () => {
    const counter = new Counter({ name: 'count', help: 'x', labelNames: ['kind'], registers: [registry] });
    counter.inc({ kind: 'a' }, 2);
    counter.inc({ kind: 'b' }, 3);
    expect(await countOf(counter)).toBe(5);
    expect(await countOf(counter, ({ kind }) => kind === 'b')).toBe(3);
  });

  it('answers the quantile of what came between two looks, and null of nothing', async () => {
    for (let n = 0; n < 100; n++) times.observe({ kind: 'old' }, 3.5);
    const before = await bucketsOf(times);
    expect(quantileBetween(0.95, before, before)).toBeNull();
    for (let n = 0; n < 10; n++) times.observe({ kind: 'new' }, 1.5);
    // Spread evenly between 1 and 2: half of them are at most 1.5.
    expect(quantileBetween(0.5, before, await bucketsOf(times))).toBeCloseTo(1.5);
    expect(quantileBetween(1, before, await bucketsOf(times))).toBe(2);
    times.observe({ kind: 'new' }, 1_000);
    expect(quantileBetween(1, before, await bucketsOf(times))).toBe(4);
  });

  it('keeps to the labels that fit', async () => {
    const fresh = await bucketsOf(times, ({ kind }) => kind === 'new');
    expect(quantileBetween(0.9, [], fresh)).toBeLessThan(2);
  });
});
