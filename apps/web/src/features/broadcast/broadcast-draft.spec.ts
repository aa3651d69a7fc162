import type { BroadcastDto } from '@app/contracts';
import * as rules from './broadcast-draft';
import { audienceOf, draftOf, faultsOf, planFaultsOf, TITLE_MAX, toBodyInput } from './broadcast-draft';

const emptyDraft = (locale: 'en' | 'fr' | 'ar') => rules.emptyDraft(locale, 'UTC');

const text = { title: 'Hello', text: 'World' };
const none = { title: '', text: '' };

describe(audienceOf, () => {
  it('asks for nothing when everyone is meant, whatever was chosen before', () => {
    expect(audienceOf({ ...emptyDraft('en'), roles: ['user'] })).toEqual({});
  });

  it('leaves out conditions without a choice', () => {
    expect(
      audienceOf({ ...emptyDraft('en'), audienceKind: 'segment' as const, roles: ['user'], regions: ['Oran'] }),
    ).toEqual({
      roles: ['user'],
      regions: ['Oran'],
    });
  });
});

describe(faultsOf, () => {
  it('needs the default language, and no other', () => {
    const draft = { ...emptyDraft('fr'), texts: { en: text, fr: none, ar: none } };
    expect(faultsOf(draft)).toEqual({ fr: { title: 'missing', text: 'missing' } });
    expect(faultsOf({ ...draft, defaultLocale: 'en' })).toEqual({});
  });

  it('does not let a half-written language go out', () => {
    const draft = { ...emptyDraft('en'), texts: { en: text, fr: none, ar: { title: 'مرحبا', text: ' ' } } };
    expect(faultsOf(draft)).toEqual({ ar: { text: 'missing' } });
  });

  it('measures in characters as people count them', () => {
    const titled = (title: string) => ({ ...emptyDraft('en'), texts: { en: { ...text, title }, fr: none, ar: none } });
    expect(faultsOf(titled('🚲'.repeat(TITLE_MAX)))).toEqual({});
    expect(faultsOf(titled('🚲'.repeat(TITLE_MAX + 1)))).toEqual({ en: { title: 'tooLong' } });
  });
});

describe(planFaultsOf, () => {
  it.each(['/offers', '/offers?from=bell#top', 'https://shop.example/offers', ''])('lets %p be', (link) => {
    expect(planFaultsOf({ ...emptyDraft('en'), link })).toEqual({});
  });

  it.each(['//evil.example', '/\\evil.example', 'javascript:alert(1)', 'http://shop.example', 'offers'])(
    'refuses %p',
    (link) => {
      expect(planFaultsOf({ ...emptyDraft('en'), link })).toEqual({ link: 'invalid' });
    },
  );

  it('needs a time only when it is to go out later', () => {
    expect(planFaultsOf({ ...emptyDraft('en'), isLater: true })).toEqual({ publishAt: 'missing' });
    expect(planFaultsOf({ ...emptyDraft('en'), isLater: true, publishAt: '2099-01-01T09:00' })).toEqual({});
  });
});

describe(toBodyInput, () => {
  it('sends full languages only, trimmed, and nothing that was not asked for', () => {
    const draft = { ...emptyDraft('en'), texts: { en: { title: ' Hello ', text: 'World\n' }, fr: none, ar: none } };
    expect(toBodyInput(draft)).toEqual({ variants: { en: text }, defaultLocale: 'en', audience: {} });
  });

  it('comes back from what was sent', () => {
    const draft = {
      ...emptyDraft('ar'),
      texts: { en: none, fr: none, ar: text },
      ...{ link: '/x', channels: ['push' as const], tags: ['vip'], audienceKind: 'segment' as const },
    };
    const { variants, defaultLocale, audience } = toBodyInput(draft);
    const full = { roles: [], locales: [], regions: [], tags: [], excludedTags: [], userIds: [], ...audience };
    const sent = { variants, defaultLocale, audience: full, link: '/x', channels: ['push'] } as Partial<BroadcastDto>;
    expect(draftOf(sent as BroadcastDto, 'UTC')).toEqual(draft);
  });
});
