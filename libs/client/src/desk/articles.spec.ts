import { createRest } from '../rest/create-rest';
import { articlesOf } from './articles';

describe(articlesOf.name, () => {
  it('calls the routes of articles, with ids encoded', async () => {
    const calls: string[] = [];
    const fake = async (url: unknown, init: RequestInit = {}) => {
      calls.push(`${init.method} ${url} ${init.body ?? ''}`);
      return new Response(JSON.stringify({ success: true, data: null }));
    };
    const articles = articlesOf(createRest({ fetch: fake as typeof fetch }));
    await articles.search({ query: 'remb', category: undefined, locale: 'fr' });
    await articles.get('a/1', 'ar');
    await articles.setHelpful('a1', { isHelpful: false });
    await articles.list({ cursor: 'c' });
    await articles.create({ variants: {} });
    await articles.update('a1', { variants: {} });
    await articles.remove('a1');
    expect(calls).toEqual([
      'GET /api/articles?query=remb&locale=fr ',
      'GET /api/articles/a%2F1?locale=ar ',
      'PUT /api/articles/a1/helpful {"isHelpful":false}',
      'GET /api/articles/all?cursor=c ',
      'POST /api/articles {"variants":{}}',
      'PUT /api/articles/a1 {"variants":{}}',
      'DELETE /api/articles/a1 {}',
    ]);
  });
});
