import { randomUUID } from 'node:crypto';
import type { ChatDto, MessageHitDto, Page } from '@app/contracts';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, type TestPerson } from '../testing/test-person';
import { MessageSearch } from './message-search';

describe(MessageSearch.name, () => {
  let server: TestApp;
  let amel: TestPerson;
  let yacine: TestPerson;
  let karim: TestPerson;
  let chat: ChatDto;
  let elsewhere: ChatDto;

  beforeAll(async () => {
    server = await startTestApp();
  });

  afterAll(() => server?.stop());

  beforeEach(async () => {
    [amel, yacine, karim] = (await Promise.all(
      ['Amel Haddad', 'Yacine Benali', 'Karim Amrani'].map((name) => buildPerson(server, { name })),
    )) as [TestPerson, TestPerson, TestPerson];
    chat = await amel.chatWith(yacine);
    elsewhere = await amel.chatWith(karim);
  });

  const search = (person: TestPerson, query: string, more = '') =>
    person.call<Page<MessageHitDto>>('GET', `/messages/search?query=${encodeURIComponent(query)}${more}`);
  const texts = ({ items }: Page<MessageHitDto>) => items.map(({ message }) => message.text);
  const marked = ({ items }: Page<MessageHitDto>) =>
    items.map(({ snippet }) => snippet.ranges.map(([start, length]) => snippet.text.slice(start, start + length)));

  it('finds words in any order, the last one only begun, newest first, over all chats of the person', async () => {
    await amel.send(chat.id, 'The red bike is sold');
    await karim.send(elsewhere.id, 'A bike, red and new');
    await amel.send(chat.id, 'The blue bike');
    await amel.send(elsewhere.id, 'reddish bikes');
    expect(texts(await search(amel, 'red bi'))).toEqual(['A bike, red and new', 'The red bike is sold']);
    expect(texts(await search(amel, 'bike re'))).toEqual(['A bike, red and new', 'The red bike is sold']);
    expect(texts(await search(amel, 'bik'))).toHaveLength(4);
    expect(texts(await search(yacine, 'bik'))).toEqual(['The blue bike', 'The red bike is sold']);
    expect(texts(await search(amel, 'bik', `&chatId=${elsewhere.id}`))).toEqual([
      'reddish bikes',
      'A bike, red and new',
    ]);
  });

  it.each([
    ['مدرسه', 'رأيت المَدْرَسَةَ و مدرســة أخرى', ['مدرســة']],
    ['احمد', 'أَحْمَد ينتظر', ['أَحْمَد']],
    ['علي', 'اتفقنا على السعر', ['على']],
    ['0550', 'رقمي ٠٥٥٠ فقط', ['٠٥٥٠']],
    ['eleve', 'Un Élève et une élève', ['Élève', 'élève']],
    ['strasse', 'Hauptstraße oder Straße 5', ['Straße']],
    ['été 25', "L'ÉTÉ ２５ arrive", ['ÉTÉ', '２５']],
  ])('finds %j in %j and marks it there', async (query, text, expected) => {
    await amel.send(chat.id, text);
    const found = await search(yacine, query);
    expect(texts(found)).toEqual([text]);
    expect(marked(found)).toEqual([expected]);
  });

  it('cuts a long text around what it found, between whole characters', async () => {
    await amel.send(chat.id, `${'👨‍👩‍👧 '.repeat(60)}the needle is here ${'hay '.repeat(100)}`);
    const [hit] = (await search(yacine, 'needle')).items;
    expect(hit?.snippet.text).toMatch(/^…(👨‍👩‍👧 )+the needle is here (hay )+h?a?y?…$/u);
    expect(marked(await search(yacine, 'needle'))).toEqual([['needle']]);
  });

  it('follows edits and deletions', async () => {
    const { message } = await amel.send(chat.id, 'a mistake');
    await amel.call('PATCH', `/messages/${message.id}`, { text: 'a correction' });
    expect(texts(await search(yacine, 'mistake'))).toEqual([]);
    expect(texts(await search(yacine, 'correct'))).toEqual(['a correction']);
    await amel.call('DELETE', `/messages/${message.id}`);
    expect(texts(await search(yacine, 'correct'))).toEqual([]);
  });

  it('pages without gaps or doubles', async () => {
    for (let i = 0; i < 23; i++) await amel.send(i % 3 ? chat.id : elsewhere.id, `item number ${i}`);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Page<MessageHitDto> = await search(amel, 'item', `&limit=5${cursor && `&cursor=${cursor}`}`);
      seen.push(...texts(page));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(Array.from({ length: 23 }, (_, i) => `item number ${22 - i}`));
  });

  it.each(['.*(a+)+$', '$where', '{"$gt":""}', '.*', '  ', '"; drop', '\\u0000', '🙂🙂'])(
    'takes %j literally',
    async (query) => {
      await amel.send(chat.id, 'nothing to see');
      expect(texts(await search(yacine, query))).toEqual([]);
    },
  );

  it.each([
    'query=a',
    'query=',
    '',
    `query=${'a'.repeat(101)}`,
    'query=ab&sort=$where',
    'query[$gt]=a',
    'query=ab&chatId=x',
  ])('refuses ?%s', async (query) => {
    const answer = await amel.request('GET', `/messages/search?${query}`);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'VALIDATION' } } });
  });

  it('refuses foreign and unknown chats alike, and cursors of others', async () => {
    for (const id of [elsewhere.id, '65f000000000000000000000']) {
      const answer = await yacine.request('GET', `/messages/search?query=bike&chatId=${id}`);
      expect(answer).toMatchObject({ status: 403, body: { error: { code: 'FORBIDDEN' } } });
    }
    for (let i = 0; i < 2; i++) await amel.send(chat.id, `bike ${i}`);
    const { nextCursor } = await search(amel, 'bike', '&limit=1');
    const answer = await yacine.request('GET', `/messages/search?query=bike&cursor=${nextCursor}`);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'BAD_CURSOR' } } });
  });

  it('is allowed 30 times a minute', async () => {
    const limited = await startTestApp({ env: { RATE_LIMITS: 'on' } });
    const person = await buildPerson(limited, { name: randomUUID() });
    const answers = await Promise.all(
      Array.from({ length: 31 }, () => person.request('GET', '/messages/search?query=bike')),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(30);
    expect(answers.find(({ status }) => status === 429)?.body).toMatchObject({ error: { code: 'RATE_LIMITED' } });
    await limited.stop();
  });
});
