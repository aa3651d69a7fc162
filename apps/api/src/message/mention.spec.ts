import type { ChatDto, DecisionDto, Envelope, MentionDto, MessageDto, NotificationDto, Page } from '@app/contracts';
import { MUTED_FOR_EVER } from '@app/contracts';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, nextFact, type TestPerson } from '../testing/test-person';
import { Reconciler } from './reconciler';

describe('mentions', () => {
  let server: TestApp;
  let amel: TestPerson;
  let yacine: TestPerson;
  let lina: TestPerson;
  let group: ChatDto;

  beforeAll(async () => {
    server = await startTestApp();
  });

  afterAll(() => server?.stop());

  beforeEach(async () => {
    [amel, yacine, lina] = await Promise.all([
      buildPerson(server, { name: 'Amel Haddad' }),
      buildPerson(server, { name: 'Yacine Benali' }),
      buildPerson(server, { name: 'لينا قاسي', locale: 'ar' }),
    ]);
    const memberIds = [yacine.id, lina.id];
    group = await amel.call<ChatDto>('POST', '/chats', { type: 'group', title: 'Club', memberIds });
  });

  afterEach(() => {
    for (const person of [amel, yacine, lina]) person.disconnect();
  });

  /** Where a name stands in a text. */
  const at = (text: string, name: string, userId: string): MentionDto => {
    const from = text.indexOf(`@${name}`);
    return { userId, from, to: from + name.length + 1 };
  };
  const say = async (text: string, names: [string, TestPerson][] = [], chatId = group.id) => {
    const mentions = names.map(([name, person]) => at(text, name, person.id));
    return (await amel.send(chatId, text, { mentions })).message;
  };
  const bellOf = async (person: TestPerson) =>
    (await person.call<Page<NotificationDto>>('GET', '/notifications')).items;
  const messagesOf = async (person: TestPerson) =>
    (await person.call<{ items: MessageDto[] }>('GET', `/chats/${group.id}/messages`)).items;
  const refused = async (text: string, mentions: unknown, chatId = group.id, extra: object = {}) => {
    const clientMsgId = crypto.randomUUID();
    const body = { clientMsgId, text, mentions, ...extra };
    const answer = await amel.request('POST', `/chats/${chatId}/messages`, body);
    return [answer.status, (answer.body as Extract<Envelope<unknown>, { success: false }>).error?.code];
  };

  it('stay where they were written, in Arabic and beside emojis too, for everybody', async () => {
    const text = '👋 @لينا قاسي و@Yacine Benali، متى؟';
    const { mentions } = await say(text, [
      ['لينا قاسي', lina],
      ['Yacine Benali', yacine],
    ]);
    expect(mentions.map(({ userId, from, to }) => [userId, text.slice(from, to)])).toEqual([
      [lina.id, '@لينا قاسي'],
      [yacine.id, '@Yacine Benali'],
    ]);
    const [stored] = (await messagesOf(lina)).slice(-1);
    expect(stored).toMatchObject({ text, mentions });
  });

  it('are told with the message, and a repeat with other ones is refused', async () => {
    const phone = await lina.connect();
    const told = nextFact(phone, 'newMessage');
    const clientMsgId = crypto.randomUUID();
    const text = 'hi @Lina';
    const mentions = [at(text, 'Lina', lina.id)];
    await amel.send(group.id, text, { clientMsgId, mentions });
    expect(await told).toMatchObject({ mentions });
    const again = { clientMsgId, text, mentions };
    const path = `/chats/${group.id}/messages`;
    expect(await amel.call('POST', path, again)).toMatchObject({ duplicate: true });
    const other = await amel.request('POST', path, { ...again, mentions: [at(text, 'Lina', yacine.id)] });
    expect(other).toMatchObject({ status: 409, body: { error: { code: 'CLIENT_MSG_ID_REUSED' } } });
  });

  it('are refused when they do not fit: strangers, ranges, other chats, too many', async () => {
    const stranger = await buildPerson(server);
    const text = 'hi @Lina and @Yacine';
    const [first, second] = [at(text, 'Lina', lina.id), at(text, 'Yacine', yacine.id)];
    const wrong: unknown[] = [
      [{ ...first, userId: stranger.id }],
      [second, first],
      [first, { ...second, from: first.to - 1 }],
      [{ ...first, from: first.from + 1 }],
      [{ ...second, to: text.length + 1 }],
      [{ ...first, to: first.from + 1 }],
      [{ ...first, from: -1 }],
      [{ ...first, name: 'Lina' }],
      [{ ...first, userId: 'abc' }],
      [null],
      [[first]],
      first,
      Array(51).fill(first),
    ];
    for (const mentions of wrong) expect(await refused(text, mentions)).toEqual([400, 'VALIDATION']);
    expect(await refused('@a😀', [{ userId: lina.id, from: 0, to: 3 }])).toEqual([400, 'VALIDATION']);
    const direct = await amel.chatWith(lina);
    expect(await refused(text, [first], direct.id)).toEqual([400, 'VALIDATION']);
    const original = await say('to forward');
    expect(await refused('', [first], group.id, { forwardOfId: original.id })).toEqual([400, 'VALIDATION']);
    expect(await messagesOf(amel)).toHaveLength(2);
  });

  it('ring in a row of their own, in place of the row of the chat, until the chat is read', async () => {
    await say('first');
    const { seq } = await say('@Lina look', [['Lina', lina]]);
    expect(
      (await bellOf(lina)).map(({ type, category, title, text, count }) => [type, category, title, text, count]),
    ).toEqual([
      ['mention', 'mention', 'Amel Haddad', '@Lina look', 1],
      ['message', 'message', 'Amel Haddad', 'first', 1],
    ]);
    expect((await bellOf(yacine)).map(({ type, text, count }) => [type, text, count])).toEqual([
      ['message', '@Lina look', 2],
    ]);
    await lina.call('PUT', `/chats/${group.id}/read`, { seq });
    expect((await bellOf(lina)).filter(({ readAt }) => readAt === null)).toEqual([]);
  });

  it('pass a muted chat, unless no mentions are wanted at all', async () => {
    for (const person of [lina, yacine]) {
      await person.call('PUT', `/chats/${group.id}/preferences`, { mutedUntil: MUTED_FOR_EVER });
    }
    const off = { inApp: false, push: false, email: false };
    await yacine.call('PUT', '/notifications/preferences', { channels: { mention: off } });
    await say('@Lina @Yacine look', [
      ['Lina', lina],
      ['Yacine', yacine],
    ]);
    expect((await bellOf(lina)).map(({ type }) => type)).toEqual(['mention']);
    expect(await bellOf(yacine)).toEqual([]);
  });

  it('go on to e-mail and push by the preferences for mentions, also from a muted chat', async () => {
    await lina.call('PUT', `/chats/${group.id}/preferences`, { mutedUntil: MUTED_FOR_EVER });
    await lina.call('PUT', '/notifications/preferences', {
      channels: { message: { email: false }, mention: { push: false } },
    });
    await say('@Lina look', [['Lina', lina]]);
    // Decided a moment later; every question is a turn of the server too.
    let decision: DecisionDto | undefined;
    while (!decision) [decision] = (await lina.call<Page<DecisionDto>>('GET', '/notifications/decisions')).items;
    expect(decision).toMatchObject({ type: 'mention', category: 'mention' });
    expect(Object.fromEntries(decision.decisions.map(({ channel, ...rest }) => [channel, rest]))).toEqual({
      inApp: { outcome: 'sent', reason: null },
      push: { outcome: 'suppressed', reason: 'preference' },
      email: { outcome: 'queued', reason: null },
    });
  });

  it('follow edits and deletions, and an edit rings for nobody', async () => {
    const first = await say('@Lina one', [['Lina', lina]]);
    const second = await say('@Lina two', [['Lina', lina]]);
    const edited = 'now @Yacine';
    const mentions = [at(edited, 'Yacine', yacine.id)];
    const changed = await amel.call('PATCH', `/messages/${second.id}`, { text: edited, mentions });
    expect(changed).toMatchObject({ text: edited, mentions });
    expect(await bellOf(lina)).toMatchObject([{ type: 'mention', text: '@Lina one', count: 1, readAt: null }]);
    expect((await bellOf(yacine)).map(({ type }) => type)).toEqual(['message']);
    const gone = await amel.call('DELETE', `/messages/${first.id}`);
    expect(gone).toMatchObject({ text: '', mentions: [] });
    expect(await bellOf(lina)).toMatchObject([{ type: 'mention', text: '', count: 0 }]);
  });

  it('may stay in an edit when who was mentioned has left, but name nobody new who is no member', async () => {
    const text = 'typo for @Lina';
    const mentions = [at(text, 'Lina', lina.id)];
    const { id } = await say('tpyo for @Lina', [['Lina', lina]]);
    await lina.call('DELETE', `/chats/${group.id}/members/${lina.id}`);
    expect(await amel.call('PATCH', `/messages/${id}`, { text, mentions })).toMatchObject({ mentions });
    const { id: other } = await say('nobody');
    const refusal = await amel.request('PATCH', `/messages/${other}`, { text, mentions });
    expect(refusal).toMatchObject({ status: 400, body: { error: { code: 'VALIDATION' } } });
  });

  it('do not travel with a forwarded copy, whose text stays readable', async () => {
    const { id } = await say('@Lina look', [['Lina', lina]]);
    const { message } = await amel.send(group.id, '', { forwardOfId: id });
    expect(message).toMatchObject({ text: '@Lina look', mentions: [], isForwarded: true });
  });

  it('leave nothing for the reconciler to find', async () => {
    await say('@Lina one', [['Lina', lina]]);
    await say('after it');
    const { id } = await say('@Lina two', [['Lina', lina]]);
    await amel.call('DELETE', `/messages/${id}`);
    const found: string[] = [];
    await server.app.get(Reconciler).run(({ what }) => found.push(what));
    expect(found).toEqual([]);
  });
});
