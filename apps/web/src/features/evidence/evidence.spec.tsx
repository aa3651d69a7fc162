import '@testing-library/jest-dom';
import { type EvidenceDto, type EvidencePartDto, firstCategories } from '@app/contracts';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { buildUser } from '../../../../../libs/client/src/testing/build';
import { buildStaffTicket } from '../../../../../libs/client/src/testing/build-desk';
import { refuse } from '../../../../../libs/client/src/testing/fake-server';
import AskSupportDialog from './ask-support-dialog';
import EvidenceSection from './evidence-section';

const push = jest.fn();
jest.mock('next/navigation', () => ({
  useRouter: () => ({ refresh: () => undefined, push: (href: string) => push(href) }),
}));

const ana = buildUser({ id: 'ana', name: 'Ana' });
const ben = buildUser({ id: 'ben', name: 'Ben' });
const at = '2026-01-01T10:00:00.000Z';
const message = (extra: object) => ({
  ...{
    id: 'm1',
    chatId: 'c1',
    seq: 1,
    rev: 1,
    senderId: 'ben',
    clientMsgId: 'x',
    type: 'text',
    text: '',
    mentions: [],
  },
  ...{ system: null, replyTo: null, reactions: [], attachments: [], offer: null, offerAnswer: null, createdAt: at },
  ...{ editedAt: null, deletedAt: null, isForwarded: false },
  ...extra,
});
const parts = [
  { kind: 'chat', chatId: 'c1', members: [ana, ben], context: null, headSeq: 2 },
  {
    kind: 'message',
    message: message({ editedAt: at, attachments: [{ id: 'f1', name: 'receipt.pdf' }] }),
    text: 'I never said that',
    edits: [{ text: 'Pay me outside', at }],
  },
  { kind: 'message', message: message({ id: 'm2', seq: 2, deletedAt: at }), text: 'You fool', edits: [] },
  {
    kind: 'offer',
    offer: {
      id: 'o1',
      makerId: 'ana',
      state: 'accepted',
      expiresAt: at,
      closedAt: at,
      amount: 4_500_000,
      currency: 'DZD',
    },
  },
] as unknown as EvidencePartDto[];

const evidenceOf = (more: Partial<EvidenceDto> = {}): EvidenceDto => ({
  ...{ ticketId: 't1', frozenAt: at, frozenBy: ana, rootHash: 'abc123', isIntact: true, count: 4, nextCursor: null },
  entries: parts.map((part, index) => ({ index, part, hash: `h${index}` })),
  ...more,
});
const ticket = buildStaffTicket({ id: 't1', number: 1042, desk: { hasEvidence: true } });

const showSection = (answer: () => EvidenceDto) =>
  renderInApp(<EvidenceSection ticket={ticket} />, {
    me: { role: 'agent' },
    arrange: ({ network }) => network.routes.set('GET support-tickets/t1/evidence', answer),
  });

const fail = (): never => {
  throw refuse('UNAVAILABLE');
};

describe('EvidenceSection', () => {
  it('shows what was said, said before and deleted, and gives it as a file', async () => {
    await showSection(() => evidenceOf());
    await settleApp();
    expect(screen.getByText('Unchanged since it was frozen')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'See 4 entries' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Evidence' }));
    const [chat, edited, deleted, offer] = dialog.getAllByRole('listitem');
    expect(chat).toHaveTextContent(/Conversation of .*Ana.* and .*Ben.*, 2 messages/);
    expect(edited).toHaveTextContent(/Ben.*it said:Pay me outside.*I never said that.*receipt.pdf/);
    expect(deleted).toHaveTextContent(/You fool.*Deleted/);
    expect(offer).toHaveTextContent(/Ana.* offered .*45,000.* · Accepted/);
    expect(dialog.getByRole('link', { name: 'Download as a file' })).toHaveAttribute(
      'href',
      '/api/support-tickets/t1/evidence/export',
    );
  });

  it('says when the copy is not what was frozen', async () => {
    await showSection(() => evidenceOf({ isIntact: false }));
    await settleApp();
    expect(screen.getByText('Changed since it was frozen')).toBeVisible();
  });

  it('tries again when it did not load', async () => {
    let isAway = true;
    await showSection(() => (isAway ? fail() : evidenceOf()));
    await settleApp();
    expect(screen.getByText('The evidence did not load')).toBeVisible();
    isAway = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await settleApp();
    expect(screen.getByText('Unchanged since it was frozen')).toBeVisible();
  });
});

describe('AskSupportDialog', () => {
  it('asks once, also by a repeat, and goes to the request', async () => {
    const asked: unknown[] = [];
    let isAway = true;
    await renderInApp(<AskSupportDialog chatId="c1" onClose={() => undefined} />, {
      arrange: ({ network }) =>
        network.routes.set('POST chats/c1/escalate', (body: unknown) => {
          asked.push(body);
          return isAway ? fail() : buildStaffTicket({ id: 't9' });
        }),
    });
    const user = userEvent.setup();
    const button = await screen.findByRole('button', { name: 'Ask support' });
    expect(button).toBeDisabled();
    await user.type(screen.getByLabelText('What happened?'), ' He threatens me ');
    await user.click(button);
    await settleApp();
    expect(screen.getByRole('alert')).toHaveTextContent(/That did not work/);
    isAway = false;
    await user.click(button);
    await settleApp();
    expect(push).toHaveBeenCalledWith('/support/t9');
    expect(asked).toHaveLength(2);
    expect(asked[0]).toMatchObject({ category: 'complaint', reason: 'He threatens me' });
    expect(asked[1]).toEqual(asked[0]);
  });

  it('offers what the desk offers, and keeps the words when the choice is gone meanwhile', async () => {
    const own = { key: 'refund', labels: { en: 'Refund' }, isOffered: true };
    let categories = [own, ...firstCategories()];
    const asked: unknown[] = [];
    await renderInApp(<AskSupportDialog chatId="c1" onClose={() => undefined} />, {
      arrange: ({ network }) => {
        network.routes.set('GET ticket-categories', () => ({ version: 1, categories }));
        network.routes.set('POST chats/c1/escalate', (body: Record<string, unknown>) => {
          asked.push(body.category);
          if (body.category === 'refund') throw refuse('VALIDATION', { fields: { category: 'must be one of' } });
          return buildStaffTicket({ id: 't9' });
        });
      },
    });
    const user = userEvent.setup();
    await user.selectOptions(await screen.findByLabelText('What is it about?'), 'Refund');
    await user.type(screen.getByLabelText('What happened?'), 'He keeps the money');
    categories = firstCategories();
    await user.click(screen.getByRole('button', { name: 'Ask support' }));
    await settleApp();
    expect(screen.getByText('This is not offered any more. Choose another one.')).toBeVisible();
    expect(screen.queryByRole('option', { name: 'Refund' })).toBeNull();
    expect(screen.getByLabelText('What happened?')).toHaveValue('He keeps the money');
    await user.selectOptions(screen.getByLabelText('What is it about?'), 'Complaint');
    await user.click(screen.getByRole('button', { name: 'Ask support' }));
    await settleApp();
    expect(asked).toEqual(['refund', 'complaint']);
  });
});
