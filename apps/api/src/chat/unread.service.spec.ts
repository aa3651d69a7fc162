import { toObjectId } from '../common/object-id';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson } from '../testing/test-person';
import { UnreadService } from './unread.service';

describe(UnreadService.name, () => {
  let server: TestApp;

  beforeAll(async () => {
    server = await startTestApp();
  });

  afterAll(() => server?.stop());

  it('counts up to the head that it is asked for: what came since then is told by facts, and would be counted twice', async () => {
    const amel = await buildPerson(server);
    const yacine = await buildPerson(server);
    const { id } = await yacine.chatWith(amel);
    for (const text of ['one', 'two', 'three']) await yacine.send(id, text);
    const unread = server.app.get(UnreadService);
    const count = (headSeq: number, lastReadSeq = 0) =>
      unread.count(amel.id, { _id: toObjectId(id), headSeq, lastReadSeq });
    expect(await Promise.all([count(3), count(2), count(2, 1), count(2, 2)])).toEqual([3, 2, 1, 0]);
  });
});
