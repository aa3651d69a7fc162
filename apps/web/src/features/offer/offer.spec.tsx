import '@testing-library/jest-dom';
import type { ChatDto, MessageDto, OfferDto, OfferHistoryDto } from '@app/contracts';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ChatContext, type ChatScope } from '@/features/chat/chat-context';
import type { Entry } from '@/features/chat/timeline';
import { buildMessage, buildPending } from '@/testing/build';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { buildOffer } from '../../../../../libs/client/src/testing/build';
import type { World } from '../../../../../libs/client/src/testing/build-world';
import OfferAnswerPart from './offer-answer';
import OfferBubble from './offer-bubble';
import { OfferButton } from './offer-button';
import OfferSection from './offer-section';

jest.mock('next/navigation', () => ({
  useRouter: () => ({ refresh: () => undefined, push: () => undefined }),
  useParams: () => ({ chatId: 'c1' }),
}));

const CONTEXT = { type: 'listing', id: 'l1', title: 'VTT', imageUrl: null, url: null, status: null } as const;
const PRICE = { amount: 4_800_000, currency: 'DZD' };
/** The client's clock in tests begins with the year. */
const IN_40_HOURS = '2026-01-02T16:30:00.000Z';

const goToEnd = jest.fn();
beforeEach(() => goToEnd.mockClear());

/** A part of Ana's chat with Ben, about a bicycle for 48,000 DZD. */
async function show(part: (scope: ChatScope) => React.ReactNode, { chat = {}, past = [] as OfferHistoryDto[] } = {}) {
  let scope: ChatScope | null = null;
  const Part = () => scope && <ChatContext value={scope}>{part(scope)}</ChatContext>;
  return renderInApp(<Part />, {
    arrange: ({ parley, server, network }) => {
      const dto: ChatDto = { ...server.chat('c1'), context: { ...CONTEXT, price: PRICE }, ...chat };
      network.routes.set('GET chats/c1/offers', () => ({ items: past, nextCursor: null }));
      parley.start();
      scope = {
        chat: dto,
        me: parley.me,
        store: parley.messages('c1'),
        name: 'Ben',
        nameOf: (id) => (id === 'ben' ? 'Ben Haddad' : 'Ana'),
        reply: () => undefined,
        edit: () => undefined,
        start: () => undefined,
        goTo: () => undefined,
        goToEnd,
        announce: () => undefined,
      };
    },
  });
}

const entryOf = (message: MessageDto): Entry => ({
  key: message.id,
  senderId: message.senderId ?? '',
  isOwn: message.senderId === 'ana',
  type: message.type,
  text: message.text,
  createdAt: message.createdAt,
  replyTo: null,
  message,
  pending: null,
  change: null,
  isForwarded: false,
  isFirst: true,
  isLast: true,
});

const bubble = (offer: Partial<OfferDto>, text = '') => {
  const made = buildOffer({ amount: 4_500_000, expiresAt: IN_40_HOURS, ...offer });
  const message = buildMessage(1, { senderId: made.makerId, type: 'offer', text, offer: made, chatId: 'c1' });
  return <OfferBubble entry={entryOf(message)} tick={null} readCount={null} />;
};

const sent = ({ network }: World) =>
  network.commands.filter(({ command }) => command === 'sendMessage').map(({ input }) => input);
const button = (name: string | RegExp) => screen.getByRole('button', { name });

describe('the card of an offer', () => {
  it('shows what is offered instead of what, for how long, and what can be done', async () => {
    await show(() => bubble({}, 'Helmet included'));
    expect(screen.getByText('Offer from ⁨Ben⁩')).toBeInTheDocument();
    expect(screen.getByText(/45,000/)).toBeInTheDocument();
    expect(screen.getByText(/48,000/).closest('s')).toHaveTextContent('instead of');
    expect(screen.getByText('40 h left')).toBeInTheDocument();
    expect(screen.getByText('Helmet included')).toBeInTheDocument();
    expect(screen.getAllByRole('button').map((each) => each.textContent)).toEqual(['Accept', 'Counter', 'Decline']);
  });

  it('accepts after a question, and declines at once', async () => {
    const user = userEvent.setup();
    const world = await show(() => bubble({}));
    await user.click(button('Accept'));
    const dialog = within(await screen.findByRole('alertdialog', { name: /Accept .*45,000/ }));
    expect(sent(world)).toEqual([]);
    await user.click(dialog.getByRole('button', { name: 'Accept' }));
    await settleApp();
    expect(sent(world)).toMatchObject([{ chatId: 'c1', text: '', offerAnswer: { offerId: 'o1', answer: 'accept' } }]);
    expect(goToEnd).toHaveBeenCalled();
    await user.click(button('Decline'));
    await settleApp();
    expect(sent(world)).toMatchObject([{}, { offerAnswer: { answer: 'decline' } }]);
  });

  it('keeps a question that was cancelled to itself', async () => {
    const user = userEvent.setup();
    const world = await show(() => bubble({}));
    await user.click(button('Accept'));
    await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Cancel' }));
    await settleApp();
    expect(sent(world)).toEqual([]);
  });

  it('waits while an answer is on its way', async () => {
    const user = userEvent.setup();
    const world = await show(() => bubble({}));
    world.network.isAuto = false;
    await user.click(button('Decline'));
    await settleApp();
    for (const name of ['Accept', 'Counter', 'Decline']) expect(button(name)).toBeDisabled();
  });

  it('lets its maker withdraw it, and nothing else', async () => {
    const user = userEvent.setup();
    const world = await show(() => bubble({ makerId: 'ana' }));
    expect(screen.getByText('Your offer')).toBeInTheDocument();
    expect(screen.getAllByRole('button')).toHaveLength(1);
    await user.click(button('Withdraw'));
    await settleApp();
    expect(sent(world)).toMatchObject([{ offerAnswer: { offerId: 'o1', answer: 'withdraw' } }]);
  });

  it('counters with a form that begins with the amount', async () => {
    const user = userEvent.setup();
    const world = await show(() => bubble({}));
    await user.click(button('Counter'));
    const amount = await screen.findByRole('textbox', { name: 'Amount' });
    expect(amount).toHaveValue('45000');
    await user.clear(amount);
    await user.type(amount, '46 500');
    expect(screen.getByText(/You offer .*46,500/)).toBeInTheDocument();
    await user.type(screen.getByRole('textbox', { name: /Message/ }), 'With the helmet');
    await user.click(button('Send counter-offer'));
    await settleApp();
    const offer = { amount: 4_650_000, currency: 'DZD', counterOfId: 'o1' };
    expect(sent(world)).toMatchObject([{ text: 'With the helmet', offer }]);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it.each([
    ['declined', 'was declined'],
    ['withdrawn', 'was withdrawn'],
    ['countered', 'was countered'],
    ['expired', 'has expired'],
  ] as const)('that was %s is one line with the amount struck through', async (state, words) => {
    await show(() => bubble({ state, makerId: 'ana' }));
    expect(screen.getByText(/Your offer/)).toHaveTextContent(words);
    expect(screen.getByText(/45,000/).tagName).toBe('S');
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('that was accepted stays a card and says so', async () => {
    await show(() => bubble({ state: 'accepted' }));
    expect(screen.getByText('Accepted')).toBeInTheDocument();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('offers nothing in a chat where nothing can be said', async () => {
    await show(() => bubble({}), { chat: { isBlocked: true } });
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('is there while it is on its way, without what it cannot do yet', async () => {
    const pending = buildPending({ type: 'offer', text: '', offer: { ...PRICE, counterOfId: null } });
    const entry = { ...entryOf(buildMessage(1)), senderId: 'ana', isOwn: true, text: '', message: null, pending };
    await show(() => <OfferBubble entry={entry} tick="sending" readCount={null} />);
    expect(screen.getByText(/48,000/)).toBeInTheDocument();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});

describe('the answer to an offer', () => {
  it.each([
    ['accept', 'Offer accepted: ⁨DZD 45,000⁩'],
    ['decline', 'Offer declined: ⁨DZD 45,000⁩'],
    ['withdraw', 'Offer withdrawn: ⁨DZD 45,000⁩'],
  ] as const)('to %s says what became of it', async (kind, words) => {
    const offerAnswer = { offerId: 'o1', answer: kind, amount: 4_500_000, currency: 'DZD' };
    const message = buildMessage(2, { type: 'offer', text: '', offerAnswer, chatId: 'c1' });
    await show(() => <OfferAnswerPart entry={entryOf(message)} />);
    expect(screen.getByText((text) => text.replace('\u00a0', ' ') === words)).toBeInTheDocument();
  });

  it('on its way does without the amount', async () => {
    const pending = buildPending({ chatId: 'c1', type: 'offer', offerAnswer: { offerId: 'o9', answer: 'accept' } });
    await show(() => <OfferAnswerPart entry={{ ...entryOf(buildMessage(1)), message: null, pending }} />);
    expect(screen.getByText('Offer accepted')).toBeInTheDocument();
  });
});

describe('the form of an offer', () => {
  const open = async (past: OfferHistoryDto[] = []) => {
    const user = userEvent.setup();
    const world = await show(() => <OfferButton />, { past });
    await user.click(button('Make an offer'));
    await screen.findByRole('dialog', { name: 'Make an offer' });
    await settleApp();
    return { user, world };
  };

  it('takes over currency and price of what the chat is about', async () => {
    const { user, world } = await open();
    expect(screen.getByText(/Asked: .*48,000/)).toBeInTheDocument();
    expect(screen.getByRole('combobox', { name: 'Currency' })).toHaveValue('DZD');
    await user.type(screen.getByRole('textbox', { name: 'Amount' }), '٤٢٠٠٠');
    await user.click(button('Send offer'));
    await settleApp();
    expect(sent(world)).toMatchObject([{ offer: { amount: 4_200_000, currency: 'DZD' } }]);
  });

  it('says what is wrong next to it, and sends nothing', async () => {
    const { user, world } = await open();
    await user.click(button('Send offer'));
    expect(screen.getByText('Enter an amount, for example 45,000.')).toBeInTheDocument();
    await user.type(screen.getByRole('textbox', { name: 'Amount' }), '9999999999999');
    expect(screen.getByText('This amount is too large.')).toBeInTheDocument();
    await user.click(button('Send offer'));
    expect(sent(world)).toEqual([]);
    await user.clear(screen.getByRole('textbox', { name: 'Amount' }));
    await user.type(screen.getByRole('textbox', { name: 'Amount' }), '12,5');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Currency' }), 'EUR');
    await user.click(button('Send offer'));
    await settleApp();
    expect(sent(world)).toMatchObject([{ offer: { amount: 1_250, currency: 'EUR' } }]);
  });

  it('gives way to the own offer that still stands', async () => {
    const standing = { offer: buildOffer({ id: 'o7', makerId: 'ana' }), chatId: 'c1', steps: [] };
    const { user, world } = await open([standing]);
    expect(screen.getByText(/still stands/)).toBeInTheDocument();
    expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
    await user.click(button('Withdraw it'));
    await settleApp();
    expect(sent(world)).toMatchObject([{ offerAnswer: { offerId: 'o7', answer: 'withdraw' } }]);
  });
});

describe('the offers beside a chat', () => {
  const past = (index: number): OfferHistoryDto => ({
    offer: buildOffer({ id: `p${index}`, state: 'countered', amount: index * 100_000, makerId: 'ana' }),
    chatId: 'c1',
    steps: [
      { state: 'live', byUserId: 'ana', at: '2026-01-01T09:00:00.000Z' },
      { state: 'countered', byUserId: 'ben', at: '2026-01-01T10:00:00.000Z' },
    ],
  });

  it('show what stands, and what was with its steps', async () => {
    const user = userEvent.setup();
    const live = { offer: buildOffer({ id: 'o8', expiresAt: IN_40_HOURS }), chatId: 'c1', steps: [] };
    await show(() => <OfferSection />, { past: [live, past(1), past(2), past(3), past(4)] });
    expect(button('Accept')).toBeInTheDocument();
    expect(button('Make an offer')).toBeInTheDocument();
    expect(screen.getAllByText('Countered')).toHaveLength(3);
    expect(screen.getAllByText('Made by you')[0]).toBeInTheDocument();
    expect(screen.getAllByText('Countered by ⁨Ben⁩')[0]).toBeInTheDocument();
    await user.click(button('Show more'));
    expect(screen.getAllByText('Countered')).toHaveLength(4);
  });

  it('offer nothing while an own offer stands, or nothing can be said', async () => {
    const own = { offer: buildOffer({ id: 'o8', makerId: 'ana', expiresAt: IN_40_HOURS }), chatId: 'c1', steps: [] };
    await show(() => <OfferSection />, { past: [own] });
    expect(screen.queryByRole('button', { name: 'Make an offer' })).not.toBeInTheDocument();
    expect(button('Withdraw')).toBeInTheDocument();
  });
});
