import type { TicketAction } from '@app/contracts';
import { writtenOf } from './variant-fields';

export const ACTION_KINDS = [
  'reply',
  'note',
  'state',
  'assign',
  'priority',
  'category',
  'addTag',
  'removeTag',
  'snooze',
  'escalate',
] as const satisfies readonly TicketAction['kind'][];

export const ACTIONS_MAX = 10;

const FIRST: { [K in TicketAction['kind']]: Extract<TicketAction, { kind: K }> } = {
  reply: { kind: 'reply', variants: {} },
  note: { kind: 'note', text: '' },
  state: { kind: 'state', state: 'solved' },
  assign: { kind: 'assign', assigneeId: 'me' },
  priority: { kind: 'priority', priority: 'high' },
  category: { kind: 'category', category: 'general' },
  addTag: { kind: 'addTag', tag: '' },
  removeTag: { kind: 'removeTag', tag: '' },
  snooze: { kind: 'snooze', hours: 24 },
  escalate: { kind: 'escalate', reason: '' },
};

/** A step of this kind before anything was said about it. */
export function firstOf(kind: TicketAction['kind']): TicketAction {
  return FIRST[kind];
}

/** Everything that the step needs was said. */
export function isWhole(action: TicketAction): boolean {
  if (action.kind === 'reply') return Object.keys(writtenOf(action.variants)).length > 0;
  if (action.kind === 'note') return action.text.trim() !== '';
  if (action.kind === 'escalate') return action.reason.trim() !== '';
  if (action.kind === 'addTag' || action.kind === 'removeTag') return action.tag.trim() !== '';
  if (action.kind === 'snooze') return Number.isInteger(action.hours) && action.hours > 0;
  return true;
}

/** As it is sent: without languages that nothing was written for. */
export function trimmed(action: TicketAction): TicketAction {
  return action.kind === 'reply' ? { ...action, variants: writtenOf(action.variants) } : action;
}
