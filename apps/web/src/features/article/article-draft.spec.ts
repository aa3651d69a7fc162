import type { ArticleDto } from '@app/contracts';
import { BODY_MAX, draftOf, EMPTY_DRAFT, faultsOf, toInput } from './article-draft';

const text = (title: string, body: string) => ({ title, body });
const write = (texts: Partial<typeof EMPTY_DRAFT.texts>) => ({
  ...EMPTY_DRAFT,
  texts: { ...EMPTY_DRAFT.texts, ...texts },
});

describe('an article being written', () => {
  it('goes back to what it was made of', () => {
    const variants = { en: text('Refunds', 'Five days.'), ar: text('استرجاع', 'خمسة أيام.') };
    const article = { category: 'booking', state: 'published', variants } as ArticleDto;
    expect(toInput(draftOf(article))).toEqual({ category: 'booking', state: 'published', variants });
  });

  it('sends no language that has no text, and refuses half of one', () => {
    expect(toInput(write({ fr: text('Titre', 'Texte') })).variants).toEqual({ fr: text('Titre', 'Texte') });
    expect(faultsOf(write({ fr: text('Titre', ' ') }), 'en')).toEqual({ fr: { body: 'missing' } });
    expect(faultsOf(write({ fr: text('Titre', 'x'.repeat(BODY_MAX + 1)) }), 'en')).toEqual({ fr: { body: 'tooLong' } });
    expect(faultsOf(write({ fr: text('Titre', 'Texte') }), 'en')).toEqual({});
  });

  it('asks for the language on the screen when there is none', () => {
    expect(faultsOf(EMPTY_DRAFT, 'ar')).toEqual({ ar: { title: 'missing', body: 'missing' } });
  });
});
