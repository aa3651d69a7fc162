/** What only admins need, on pages of their own: kept out of every page's first load. */
export { type Jobs, jobsOf } from './jobs';
export { readLiveFigures } from './live';
