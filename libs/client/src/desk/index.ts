/** What few people need, and only on its own pages: kept out of every page's first load. */
export { type Articles, articlesOf } from './articles';
