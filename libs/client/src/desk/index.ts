/** What few people need, and only on its own pages: kept out of every page's first load. */
export type { AgentList, AgentListState } from './agents';
export { type Articles, articlesOf } from './articles';
export { type CategoryList, type CategoryListState, categoriesOf, createCategories } from './categories';
export { type Desk, deskOf } from './desk';
export { type EvidenceRoutes, evidenceExportPath, evidenceOf } from './evidence';
export { type DeskFigures, deskFiguresOf } from './figures';
export { type TicketFlow, ticketFlowOf } from './flow';
export { type Guests, guestsOf } from './guests';
export type { NoteList, NoteListState } from './notes';
export type { Shelf, ShelfState } from './shelf';
export type { Viewing, ViewingState } from './viewing';
