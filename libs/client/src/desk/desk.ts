import type {
  BulkResultDto,
  BulkTicketsInput,
  CannedReplyDto,
  CannedReplyInput,
  EscalateTicketInput,
  MacroDto,
  MacroInput,
  SavedViewDto,
  SavedViewInput,
  SupportTicketDto,
} from '@app/contracts';
import type { Fact } from '../connection/transport';
import type { Parley } from '../parley';
import { type AgentList, createAgents } from './agents';
import { createNotes, type NoteEngine, type NoteList, notesOf } from './notes';
import { createShelf, type Shelf, shelfOf } from './shelf';
import { createViewing, type Viewing } from './viewing';

/** What agents have besides tickets and their chats. Stores are made once and stay live as long as the Parley. */
export interface Desk {
  /** The notes of one ticket; the same list at every call. */
  notes(ticketId: string): NoteList;
  readonly viewing: Viewing;
  readonly agents: AgentList;
  readonly cannedReplies: Shelf<CannedReplyDto, CannedReplyInput>;
  readonly macros: Shelf<MacroDto, MacroInput>;
  readonly views: Shelf<SavedViewDto, SavedViewInput>;
  /** All of the macro's actions, or none. `clientRunId`: a UUID; a repeat with it sends nothing again. */
  runMacro(ticketId: string, macroId: string, clientRunId: string): Promise<SupportTicketDto>;
  /** The answer has a result for each ticket. */
  bulk(input: BulkTicketsInput): Promise<BulkResultDto[]>;
  escalate(ticketId: string, input: EscalateTicketInput): Promise<SupportTicketDto>;
}

const desks = new WeakMap<Parley, Desk>();

/** The desk of a Parley; the same one at every call. */
export function deskOf(parley: Parley): Desk {
  const known = desks.get(parley);
  if (known) return known;
  const desk = createDesk(parley);
  desks.set(parley, desk);
  return desk;
}

function createDesk({ rest, live, limits, connection, me }: Parley): Desk {
  const routes = notesOf(rest);
  const lists = new Map<string, NoteEngine>();
  const viewing = createViewing(live, limits, me.id);
  const agents = createAgents(rest);
  /** Which tickets were merged into one whose notes are shown. */
  const merged = new Map<string, string>();

  const notes = (ticketId: string): NoteEngine => {
    const list = lists.get(ticketId) ?? createNotes(ticketId, routes);
    lists.set(ticketId, list);
    return list;
  };

  const followMerges = ({ id, desk }: SupportTicketDto) => {
    const now = (desk?.merged ?? []).map(({ ticketId }) => ticketId).join();
    const before = merged.get(id) ?? '';
    merged.set(id, now);
    if (now !== before) lists.get(id)?.refresh();
  };

  const apply = (fact: Fact) => {
    if (fact.name === 'ticketViewers') viewing.apply(fact.data);
    if (fact.name === 'agentUpdated') agents.apply(fact.data);
    if (fact.name === 'ticketUpdated') followMerges(fact.data);
    if (fact.name !== 'ticketNote') return;
    for (const list of lists.values()) if (list.holds(fact.data.ticketId)) list.apply(fact.data);
  };

  live.onFact(apply);
  connection.subscribe((now, before) => {
    if (now.isSynced === before.isSynced) return;
    if (!now.isSynced) return viewing.clear();
    viewing.repeat();
    agents.refresh();
    for (const list of lists.values()) list.refresh();
  });

  const ticket = (ticketId: string) => `support-tickets/${encodeURIComponent(ticketId)}`;
  return {
    notes,
    viewing,
    agents,
    cannedReplies: createShelf(shelfOf(rest, 'canned-replies')),
    macros: createShelf(shelfOf(rest, 'macros')),
    views: createShelf(shelfOf(rest, 'ticket-views')),
    runMacro: (ticketId, macroId, clientRunId) => {
      const path = `${ticket(ticketId)}/macros/${encodeURIComponent(macroId)}`;
      return rest.call({ method: 'POST', path, body: { clientRunId } });
    },
    bulk: (body) => rest.call({ method: 'POST', path: 'support-tickets/bulk', body }),
    escalate: (ticketId, body) => rest.call({ method: 'POST', path: `${ticket(ticketId)}/escalate`, body }),
  };
}
