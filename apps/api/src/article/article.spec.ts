import type { ArticleDto, ArticleHitDto, ArticleInput, Locale, Page } from '@app/contracts';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, type TestPerson } from '../testing/test-person';
import { ArticleService } from './article.service';

const text = (title: string, body: string) => ({ title, body });

describe(ArticleService.name, () => {
  let server: TestApp;
  let admin: TestPerson;
  let agent: TestPerson;
  let reader: TestPerson;
  let refund: ArticleDto;
  let password: ArticleDto;

  beforeAll(async () => {
    server = await startTestApp();
    admin = await buildPerson(server, { name: 'Lyes', role: 'admin' });
    agent = await buildPerson(server, { name: 'Nadia', role: 'agent' });
    reader = await buildPerson(server, { name: 'Amel', locale: 'fr' });
    refund = await write({
      category: 'booking',
      variants: {
        en: text('How refunds work', '- The deposit comes back within five days\n- after a booking is cancelled.'),
        fr: text('Comment se passe un remboursement', 'L’acompte est rendu sous cinq jours après l’annulation.'),
        ar: text('كيف يتم استرجاع المبلغ', 'يُعاد العُربون خلال خمسة أيام بعد إلغاء الحجز.'),
      },
    });
    password = await write({
      category: 'general',
      variants: { en: text('Change your password', 'Open the settings, then change it. Your booking is not touched.') },
    });
  });

  afterAll(() => server?.stop());

  const write = (input: Partial<ArticleInput>) =>
    admin.call<ArticleDto>('POST', '/articles', { state: 'published', ...input });
  const find = (query: string, extra = '', who = reader) =>
    who.call<Page<ArticleHitDto>>('GET', `/articles?query=${encodeURIComponent(query)}${extra}`);
  const titles = async (query: string, extra = '') => (await find(query, extra)).items.map(({ title }) => title);
  const read = (who: TestPerson, { id }: { id: string }, locale?: Locale) =>
    who.call<ArticleDto>('GET', `/articles/${id}${locale ? `?locale=${locale}` : ''}`);

  describe('search', () => {
    it.each([
      ['a word that is only begun', 'remb', 'Comment se passe un remboursement'],
      ['without the accents and in capitals', 'APRES', 'Comment se passe un remboursement'],
      ['in another language than the reader’s', 'refunds', 'How refunds work'],
      ['Arabic without hamza and tashkeel', 'العربون', 'كيف يتم استرجاع المبلغ'],
      ['Arabic with another alef', 'إسترجاع', 'كيف يتم استرجاع المبلغ'],
    ])('finds %s', async (_, query, title) => {
      expect(await titles(query)).toEqual([title]);
    });

    it('puts what fits best first: rare words and titles count more', async () => {
      expect((await titles('booking password'))[0]).toBe('Change your password');
      expect(await titles('booking', '&locale=en')).toEqual(['Change your password', 'How refunds work']);
      expect(await titles('deposit of the booking', '&locale=en')).toEqual([
        'How refunds work',
        'Change your password',
      ]);
    });

    it('marks what was found', async () => {
      const { items } = await find('deposit');
      const { text: snippet, ranges } = items[0]?.snippet ?? { text: '', ranges: [] };
      expect(ranges.map(([start, length]) => snippet.slice(start, start + length))).toEqual(['deposit']);
      // The marks of a list mean nothing in one line.
      expect(snippet).not.toContain('- ');
    });

    it('takes the query literally, and has nothing for what has no word', async () => {
      expect(await titles('.*(z+)+$')).toEqual([]);
      expect(await titles('??')).toEqual([]);
      expect(await reader.request('GET', '/articles?query=a')).toMatchObject({ status: 400 });
      expect(await reader.request('GET', '/articles?query[$ne]=ab')).toMatchObject({ status: 400 });
    });

    it('lists all, the newest first, in the reader’s language, by category and in pages', async () => {
      const first = await reader.call<Page<ArticleHitDto>>('GET', '/articles?limit=1');
      expect(first.items.map(({ title }) => title)).toEqual(['Change your password']);
      const next = `/articles?limit=1&cursor=${first.nextCursor}`;
      const second = await reader.call<Page<ArticleHitDto>>('GET', next);
      expect(second).toMatchObject({ items: [{ id: refund.id, language: 'fr' }], nextCursor: null });
      expect(await agent.request('GET', next)).toMatchObject({ body: { error: { code: 'BAD_CURSOR' } } });
      const booking = await reader.call<Page<ArticleHitDto>>('GET', '/articles?category=booking');
      expect(booking.items.map(({ id }) => id)).toEqual([refund.id]);
    });

    it('follows what admins do at once', async () => {
      const draft = await write({ state: 'draft', variants: { en: text('Zebra crossing', 'Wait.') } });
      expect(await titles('zebra')).toEqual([]);
      await admin.call('PUT', `/articles/${draft.id}`, { ...contentOf(draft), state: 'published' });
      expect(await titles('zebra')).toEqual(['Zebra crossing']);
      await admin.call('PUT', `/articles/${draft.id}`, {
        state: 'published',
        variants: { en: text('Giraffe crossing', 'Wait.') },
      });
      expect([await titles('zebra'), await titles('giraffe')]).toEqual([[], ['Giraffe crossing']]);
      await admin.call('DELETE', `/articles/${draft.id}`);
      expect(await titles('giraffe')).toEqual([]);
    });
  });

  describe('get', () => {
    it('gives the reader’s language, or the first there is, and only the text', async () => {
      expect(await read(reader, refund)).toMatchObject({ language: 'fr', variants: null, helpful: null });
      expect(await read(reader, refund, 'ar')).toMatchObject({
        language: 'ar',
        text: { title: 'كيف يتم استرجاع المبلغ' },
      });
      expect(await read(reader, password, 'ar')).toMatchObject({ language: 'en' });
      expect(Object.keys((await read(admin, refund)).variants ?? {})).toEqual(['en', 'fr', 'ar']);
    });

    it('knows no drafts but for admins', async () => {
      const draft = await write({ state: 'draft', variants: { en: text('Soon', 'Not yet.') } });
      for (const who of [reader, agent]) {
        expect(await who.request('GET', `/articles/${draft.id}`)).toMatchObject({ status: 404 });
        expect(await who.request('PUT', `/articles/${draft.id}/helpful`, { isHelpful: true })).toMatchObject({
          status: 404,
        });
      }
      expect(await read(admin, draft)).toMatchObject({ state: 'draft' });
      const all = await admin.call<Page<ArticleDto>>('GET', '/articles/all');
      expect(all.items[0]).toMatchObject({ id: draft.id, variants: { en: { title: 'Soon' } } });
      await admin.call('DELETE', `/articles/${draft.id}`);
    });
  });

  describe('setHelpful', () => {
    it('counts each person once, and lets them change their mind', async () => {
      const say = (who: TestPerson, isHelpful: boolean) =>
        who.call<ArticleDto>('PUT', `/articles/${refund.id}/helpful`, { isHelpful });
      expect((await read(reader, refund)).isHelpfulToMe).toBeNull();
      await Promise.all([say(reader, true), say(agent, true)]);
      expect(await say(reader, false)).toMatchObject({ isHelpfulToMe: false, helpful: null });
      expect(await read(admin, refund)).toMatchObject({ helpful: { yes: 1, no: 1 } });
    });
  });

  it.each<[string, object]>([
    ['no language', { variants: {} }],
    ['an unknown language', { variants: { de: text('a', 'b') } }],
    ['a blank title', { variants: { en: text(' ', 'b') } }],
    ['no text', { variants: { en: { title: 'a' } } }],
    ['a text that is too long', { variants: { en: text('a', 'b'.repeat(10_001)) } }],
    ['an unknown category', { category: 'weather', variants: { en: text('a', 'b') } }],
    ['an unknown state', { state: 'archived', variants: { en: text('a', 'b') } }],
    ['an author', { authorId: 'x', variants: { en: text('a', 'b') } }],
  ])('refuses an article with %s', async (_, input) => {
    expect(await admin.request('POST', '/articles', input)).toMatchObject({
      status: 400,
      body: { error: { code: 'VALIDATION' } },
    });
  });
});

const contentOf = ({ category, variants }: ArticleDto) => ({ category, variants });
