import { createRest } from '../rest/create-rest';
import { ticketFlowOf } from './flow';

describe(ticketFlowOf.name, () => {
  it('calls the routes of merges, links and ratings, with ids encoded', async () => {
    const calls: string[] = [];
    const fake = async (url: unknown, init: RequestInit = {}) => {
      calls.push(`${init.method} ${url} ${init.body ?? ''}`);
      return new Response(JSON.stringify({ success: true, data: null }));
    };
    const flow = ticketFlowOf(createRest({ fetch: fake as typeof fetch }));
    await flow.merge('t/1', { withId: 't2' });
    await flow.undoMerge('t2');
    await flow.link('t1', { ticketId: 't3' });
    await flow.unlink('t1', 't/3');
    await flow.rate('t1', { score: 5, comment: 'Quick' });
    expect(calls).toEqual([
      'POST /api/support-tickets/t%2F1/merge {"withId":"t2"}',
      'DELETE /api/support-tickets/t2/merge {}',
      'POST /api/support-tickets/t1/links {"ticketId":"t3"}',
      'DELETE /api/support-tickets/t1/links/t%2F3 {}',
      'PUT /api/support-tickets/t1/rating {"score":5,"comment":"Quick"}',
    ]);
  });
});
