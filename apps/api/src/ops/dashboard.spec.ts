import { readFileSync } from 'node:fs';
import path from 'node:path';
import { metrics } from './metrics';

interface Panel {
  id: number;
  type: string;
  title: string;
  gridPos: { h: number; w: number; x: number; y: number };
  targets?: { expr: string }[];
}

const FILE = path.resolve(__dirname, '../../../../deploy/grafana/parley.json');

/** What an operator loads into Grafana asks for what this service counts, and leaves nothing of it out. */
describe('the Grafana dashboard', () => {
  const { panels } = JSON.parse(readFileSync(FILE, 'utf8')) as { panels: Panel[] };
  const queries = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
  const asked = new Set(queries.flatMap((query) => query.match(/\bparley_\w+/g) ?? []));

  it('asks only for metrics that exist, with labels that they have', async () => {
    const known = metrics.registry.getMetricsAsArray().flatMap((metric) => {
      const { name, labelNames } = metric as unknown as { name: string; labelNames: string[] };
      return ['', '_bucket', '_count', '_sum'].map((end) => [`${name}${end}`, labelNames] as const);
    });
    const labelsOf = new Map(known);
    expect([...asked].filter((name) => !labelsOf.has(name))).toEqual([]);
    for (const query of queries) {
      const [, name = '', selector = ''] = /(parley_\w+)\{([^}]*)\}/.exec(query) ?? [];
      const labels = [...selector.matchAll(/(\w+)(?:=~|!=|=)"/g)].map(([, label]) => label);
      const own = [...(labelsOf.get(name) ?? []), 'job', 'instance'];
      expect(labels.filter((label) => !own.includes(label ?? ''))).toEqual([]);
    }
  });

  it('shows everything that Parley itself counts', () => {
    const own = metrics.registry
      .getMetricsAsArray()
      .map(({ name }) => name)
      .filter((name) => !/^parley_(nodejs|process)_/.test(name));
    const isShown = (name: string) => [...asked].some((each) => each.replace(/_(bucket|count|sum)$/, '') === name);
    expect(own.length).toBeGreaterThan(10);
    expect(own.filter((name) => !isShown(name))).toEqual([]);
  });

  it('lays no panel over another one', () => {
    const cells = panels.flatMap(({ gridPos: { h, w, x, y } }) =>
      Array.from({ length: h * w }, (_, at) => `${x + (at % w)}:${y + Math.floor(at / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(Math.max(...panels.map(({ gridPos: { x, w } }) => x + w))).toBeLessThanOrEqual(24);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  });
});
