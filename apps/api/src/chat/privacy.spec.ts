import type { ChatDto } from '@app/contracts';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, nextFact, recordFacts, type TestPerson, type TestSocket } from '../testing/test-person';
import { ChatService } from './chat.service';

/** Who hides what they read or that they type sees nobody's: both ways, in facts and in answers. */
describe(`${ChatService.name} > privacy`, () => {
  let server: TestApp;
  let amel: TestPerson;
  let yacine: TestPerson;
  let chat: ChatDto;
  let hers: TestSocket;
  let his: TestSocket;

  beforeAll(async () => {
    server = await startTestApp();
  });

  afterAll(() => server?.stop());

  beforeEach(async () => {
    amel = await buildPerson(server, { name: 'Amel Haddad' });
    yacine = await buildPerson(server, { name: 'Yacine Benali' });
    chat = await amel.chatWith(yacine);
    await amel.send(chat.id, 'from her');
    await yacine.send(chat.id, 'from him');
    await amel.send(chat.id, 'from her again');
    hers = await amel.connect();
    his = await yacine.connect();
  });

  afterEach(() => {
    amel.disconnect();
    yacine.disconnect();
  });

  const hide = (person: TestPerson, what: object) => person.call('PUT', '/notifications/preferences', what);
  const readOf = async (viewer: TestPerson, of: TestPerson) =>
    (await viewer.call<ChatDto>('GET', `/chats/${chat.id}`)).members.find(({ userId }) => userId === of.id)
      ?.lastReadSeq;
  /** Everything that a socket is told until a fact that comes after it. */
  async function toldUntilNext(socket: TestSocket, cause: () => Promise<unknown>): Promise<string[]> {
    const told = recordFacts(socket);
    await cause();
    const last = nextFact(socket, 'newMessage');
    await (socket === hers ? yacine : amel).send(chat.id, 'and this');
    await last;
    return told.map(({ fact }) => fact);
  }

  it('tells reads when both show them', async () => {
    const told = await toldUntilNext(hers, () => yacine.call('PUT', `/chats/${chat.id}/read`, { seq: 3 }));
    expect(told).toContain('messageRead');
    expect(await readOf(amel, yacine)).toBeGreaterThanOrEqual(3);
  });

  it('keeps the reads of who hides them, and still tells their own devices', async () => {
    await hide(yacine, { showsReceipts: false });
    const own = nextFact(his, 'messageRead', ({ seq }) => seq === 3);
    const told = await toldUntilNext(hers, () => yacine.call('PUT', `/chats/${chat.id}/read`, { seq: 3 }));
    expect(await own).toMatchObject({ userId: yacine.id });
    expect(told).not.toContain('messageRead');
    expect(await readOf(amel, yacine)).toBe(0);
    expect(await readOf(yacine, yacine)).toBeGreaterThanOrEqual(3);
  });

  it('keeps others’ reads from who hides theirs', async () => {
    await hide(amel, { showsReceipts: false });
    const told = await toldUntilNext(hers, () => yacine.call('PUT', `/chats/${chat.id}/read`, { seq: 3 }));
    expect(told).not.toContain('messageRead');
    expect(await readOf(amel, yacine)).toBe(0);
  });

  it.each([
    ['the typist', () => yacine],
    ['the other', () => amel],
  ])('does not tell typing when %s hides it', async (_, who) => {
    const shown = nextFact(hers, 'typing');
    await yacine.emit(his, 'typing', { chatId: chat.id, isTyping: true });
    expect(await shown).toMatchObject({ isTyping: true });
    await hide(who(), { showsTyping: false });
    const told = await toldUntilNext(hers, () => yacine.emit(his, 'typing', { chatId: chat.id, isTyping: false }));
    expect(told).not.toContain('typing');
  });
});
