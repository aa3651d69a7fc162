import { type ArticleDto, type ArticleTextDto, LOCALES, type Locale } from '@app/contracts';
import type { Article } from './article.schema';

/** What depends on who looks. */
export interface ArticleView {
  language: Locale;
  isForAdmin: boolean;
  helpful: { yes: number; no: number };
  isHelpfulToMe: boolean | null;
}

export function toArticleDto(article: Article, view: ArticleView): ArticleDto {
  const { language, text } = textFor(article, view.language);
  return {
    id: article._id.toHexString(),
    category: article.category,
    state: article.state,
    language,
    text,
    variants: view.isForAdmin ? article.variants : null,
    helpful: view.isForAdmin ? view.helpful : null,
    isHelpfulToMe: view.isHelpfulToMe,
    updatedAt: article.updatedAt.toISOString(),
  };
}

/** The text in a language, else in the first that there is. */
export function textFor({ variants }: Article, wanted: Locale): { language: Locale; text: ArticleTextDto } {
  const language = [wanted, ...LOCALES].find((locale) => variants[locale]) ?? wanted;
  return { language, text: variants[language] ?? { title: '', body: '' } };
}
