import { LOCALES, SLA_TARGETS } from '@app/contracts';
import { ticketKind, ticketText } from './ticket-text';

describe(ticketText.name, () => {
  it('says to the staff which promise runs out or has, and what else is asked of them', () => {
    const told = (data: object, text = '') => ticketText({ data, text }, 'en');
    expect(told({ sla: { target: 'firstResponse', kind: 'warning' } })).toBe('First answer due soon');
    expect(told({ sla: { target: 'resolution', kind: 'missed' } })).toBe('The solution is late');
    expect(told({ desk: 'assigned' })).toBe('Assigned to you');
    expect(told({ desk: 'escalated' }, 'Threatens to sue')).toBe('Escalated to you: Threatens to sue');
  });

  it('says to customers how theirs stands, and asks them when it was solved', () => {
    expect(ticketText({ data: { state: 'pending' }, text: '' }, 'en')).toBe('Waiting for your answer');
    expect(ticketText({ data: { state: 'solved', asksRating: true }, text: '' }, 'en')).toBe('Solved: how did we do?');
    expect(ticketText({ data: {}, text: '' }, 'en')).toBeUndefined();
  });

  it('has another word for each in each language', () => {
    const data = [
      ...SLA_TARGETS.flatMap((target) => (['warning', 'missed'] as const).map((kind) => ({ sla: { target, kind } }))),
      ...(['escalated', 'assigned', 'woken'] as const).map((desk) => ({ desk })),
    ];
    const words = LOCALES.flatMap((locale) => data.map((each) => ticketText({ data: each, text: '' }, locale)));
    expect(new Set(words).size).toBe(LOCALES.length * data.length);
  });

  it('does not call a ticket of the desk the reader’s own request', () => {
    expect(ticketKind({ desk: 'woken' }, 'en')).toBe('A ticket waits for you');
    expect(ticketKind({ state: 'open' }, 'en')).toBeNull();
  });
});
