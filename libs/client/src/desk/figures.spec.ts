import { createRest } from '../rest/create-rest';
import { deskFiguresOf } from './figures';

describe(deskFiguresOf.name, () => {
  const query = { from: '2026-11-01', to: '2026-11-30', timeZone: 'Africa/Algiers' };

  it('asks for whole days of a zone', async () => {
    const asked: string[] = [];
    const fake = async (url: unknown) => {
      asked.push(String(url));
      return new Response(JSON.stringify({ success: true, data: { backlog: 3 } }));
    };
    const figures = deskFiguresOf(createRest({ fetch: fake as typeof fetch }));
    expect(await figures.read(query)).toEqual({ backlog: 3 });
    expect(asked).toEqual(['/api/desk/figures?from=2026-11-01&to=2026-11-30&timeZone=Africa%2FAlgiers']);
  });

  it('leads to the file of the same days, in the reader’s own zone when none is named', () => {
    const figures = deskFiguresOf(createRest({}));
    expect(figures.csvHref(query)).toBe(
      '/api/desk/figures.csv?from=2026-11-01&to=2026-11-30&timeZone=Africa%2FAlgiers',
    );
    expect(figures.csvHref({ from: '2026-11-01', to: '2026-11-02' })).toBe(
      '/api/desk/figures.csv?from=2026-11-01&to=2026-11-02',
    );
  });
});
