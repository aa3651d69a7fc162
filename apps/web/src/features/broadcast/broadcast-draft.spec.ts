import { audienceOf, emptyDraft, faultsOf, TITLE_MAX, toCreateInput } from './broadcast-draft';

const text = { title: 'Hello', text: 'World' };
const none = { title: '', text: '' };

describe(audienceOf, () => {
  it('asks for nothing when everyone is meant, whatever was chosen before', () => {
    expect(audienceOf({ ...emptyDraft('en'), roles: ['user'] })).toEqual({});
  });

  it('leaves out conditions without a choice', () => {
    expect(audienceOf({ ...emptyDraft('en'), isEveryone: false, roles: ['user'], regions: ['Oran'] })).toEqual({
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

describe(toCreateInput, () => {
  it('sends full languages only, trimmed', () => {
    const draft = { ...emptyDraft('en'), texts: { en: { title: ' Hello ', text: 'World\n' }, fr: none, ar: none } };
    expect(toCreateInput(draft, 'b1')).toEqual({
      broadcastId: 'b1',
      variants: { en: text },
      defaultLocale: 'en',
      audience: {},
    });
  });
});
