import type {
  ArticleDto,
  ArticleHelpfulInput,
  ArticleHitDto,
  ArticleInput,
  ArticleSearchQuery,
  Locale,
  Page,
  PageQuery,
} from '@app/contracts';
import type { Rest } from '../rest/rest';

/** The knowledge base. All of it answers the `data` of the envelope and throws `ParleyError`. */
export interface Articles {
  /** Published ones: the best fit first; without a query all, the newest first. */
  search(query?: ArticleSearchQuery): Promise<Page<ArticleHitDto>>;
  /** In the language, else in the first there is. Throws NOT_FOUND for drafts unless an admin asks. */
  get(articleId: string, locale?: Locale): Promise<ArticleDto>;
  setHelpful(articleId: string, input: ArticleHelpfulInput): Promise<ArticleDto>;
  /** Drafts included; admins. */
  list(query?: PageQuery): Promise<Page<ArticleDto>>;
  create(input: ArticleInput): Promise<ArticleDto>;
  /** Replaces the whole article; languages that are left out are gone. */
  update(articleId: string, input: ArticleInput): Promise<ArticleDto>;
  remove(articleId: string): Promise<void>;
}

export function articlesOf({ call }: Rest): Articles {
  const of = (articleId: string) => `articles/${encodeURIComponent(articleId)}`;
  return {
    search: (query) => call({ method: 'GET', path: 'articles', query }),
    get: (articleId, locale) => call({ method: 'GET', path: of(articleId), query: { locale } }),
    setHelpful: (articleId, body) => call({ method: 'PUT', path: `${of(articleId)}/helpful`, body }),
    list: (query) => call({ method: 'GET', path: 'articles/all', query }),
    create: (body) => call({ method: 'POST', path: 'articles', body }),
    update: (articleId, body) => call({ method: 'PUT', path: of(articleId), body }),
    remove: (articleId) => call({ method: 'DELETE', path: of(articleId) }),
  };
}
