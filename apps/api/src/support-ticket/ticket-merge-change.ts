import { AppError } from '../common/app-error';
import type { StoredMerge, SupportTicket } from './support-ticket.schema';
import { type TicketChange, toSnooze, toState } from './ticket-change';

/** How long a merge can be taken back. */
export const MERGE_UNDO_MS = 86_400_000;

/** The younger ends, and leads to the older. */
export function toMerged(younger: SupportTicket, older: SupportTicket): TicketChange[] {
  const mergedInto = { ticketId: older._id, number: older.number };
  return [
    { field: 'merge', from: null, to: String(older.number), set: { mergedInto } },
    toState(younger, 'closed'),
    ...(younger.snoozedUntil ? [toSnooze(younger, null)] : []),
  ];
}

/** The older takes it over, with what was merged into it before, and with its unanswered question. */
export function toAbsorbed(older: SupportTicket, younger: SupportTicket, wasAwaitingReply: boolean): TicketChange[] {
  if (older.merged?.some(({ ticketId }) => ticketId.equals(younger._id))) return [];
  const merge: StoredMerge = {
    ticketId: younger._id,
    number: younger.number,
    chatId: younger.chatId,
    at: new Date(),
    noteCount: younger.noteCount ?? 0,
    ...(younger.hasEvidence && { hasEvidence: true }),
  };
  const merged = [...(older.merged ?? []), merge, ...(younger.merged ?? [])];
  const change: TicketChange = { field: 'merge', from: null, to: String(younger.number), set: { merged } };
  if (!wasAwaitingReply) return [change];
  const isDormant = ['pending', 'on_hold', 'solved'].includes(older.state);
  return [withQuestion(older, change), ...(isDormant ? [toState(older, 'open')] : [])];
}

function withQuestion(older: SupportTicket, change: TicketChange): TicketChange {
  if (older.isAwaitingReply) return change;
  const slaTurns = [...(older.slaTurns ?? []), { at: new Date(), isReply: false }];
  return { ...change, set: { ...change.set, isAwaitingReply: true, slaTurns } };
}

/** The younger as it was. What happened to the older meanwhile stays. */
export function toUnmerged(younger: SupportTicket): TicketChange[] {
  const { mergedInto, history } = younger;
  const at = history.findLast(({ field, to }) => field === 'merge' && to !== null)?.at;
  if (!mergedInto || !at) throw new AppError('ILLEGAL_TRANSITION', 'This ticket is not merged.');
  if (Date.now() - at.getTime() > MERGE_UNDO_MS) {
    throw new AppError('ILLEGAL_TRANSITION', 'A merge can be taken back for a day.');
  }
  const before = history.findLast(({ field, to }) => field === 'state' && to === 'closed')?.from ?? 'open';
  return [
    { field: 'merge', from: String(mergedInto.number), to: null, set: { mergedInto: null } },
    {
      field: 'state',
      from: 'closed',
      to: before,
      set: { state: before as SupportTicket['state'], closedAt: null },
    },
  ];
}

/** The older without it, and without what was merged into it. */
export function toReleased(older: SupportTicket, younger: SupportTicket): TicketChange[] {
  const gone = [younger._id, ...(younger.merged ?? []).map(({ ticketId }) => ticketId)];
  const merged = (older.merged ?? []).filter(({ ticketId }) => !gone.some((id) => id.equals(ticketId)));
  if (merged.length === (older.merged ?? []).length) return [];
  return [{ field: 'merge', from: String(younger.number), to: null, set: { merged } }];
}
