import { randomUUID } from 'node:crypto';
import {
  type ChatDto,
  DEFAULT_LIMITS,
  type MarketplaceEventDto,
  type MessageDto,
  type MessagePageDto,
  type OfferHistoryDto,
  type Page,
} from '@app/contracts';
import { answer, historyOf, makeOffer, messageOf, offer } from '../testing/offer-steps';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, nextFact, type TestPerson } from '../testing/test-person';
import { OfferService } from './offer.service';

const KEY = 'the-key-of-the-marketplace-32-bytes';

describe(OfferService.name, () => {
  let server: TestApp;
  let buyer: TestPerson;
  let seller: TestPerson;
  let stranger: TestPerson;
  let admin: TestPerson;
  let chat: ChatDto;

  beforeAll(async () => {
    server = await startTestApp({ env: { SERVER_KEYS: KEY } });
    buyer = await buildPerson(server, { name: 'Amel Haddad' });
    seller = await buildPerson(server, { name: 'Yacine Benali' });
    stranger = await buildPerson(server, { name: 'Omar Stranger' });
    admin = await buildPerson(server, { name: 'Karim Admin', role: 'admin' });
  });

  afterAll(async () => {
    for (const person of [buyer, seller]) person?.disconnect();
    await server?.stop();
  });

  beforeEach(async () => {
    chat = await buyer.chatWith(seller, { type: 'listing', id: randomUUID(), title: 'VTT Rockrider' });
  });

  const page = () => seller.call<MessagePageDto>('GET', `/chats/${chat.id}/messages`);
  const messageNamed = async (id: string) => (await page()).items.find((item) => item.id === id) as MessageDto;
  const refusal = async (asked: Promise<{ status: number; body: object }>) => {
    const { status, body } = await asked;
    return { status, code: (body as { error?: { code: string } }).error?.code };
  };

  describe('an offer', () => {
    it('is a message that both sides are told of, and lives for two days', async () => {
      const phone = await seller.connect();
      const told = nextFact(phone, 'newMessage', ({ chatId }) => chatId === chat.id);
      const message = messageOf(await offer(buyer, chat.id, { amount: 4_200_000 }, { text: 'Cash, today' }));
      expect(await told).toEqual(message);
      expect(message).toMatchObject({
        type: 'offer',
        text: 'Cash, today',
        offer: {
          makerId: buyer.id,
          amount: 4_200_000,
          currency: 'DZD',
          state: 'live',
          counterOfId: null,
          closedAt: null,
          closedById: null,
        },
        offerAnswer: null,
      });
      const life = Date.parse(message.offer?.expiresAt ?? '') - Date.parse(message.createdAt);
      expect(Math.round(life / 60_000)).toBe(DEFAULT_LIMITS.offerLifeMs / 60_000);
      const { lastMessage } = await seller.call<ChatDto>('GET', `/chats/${chat.id}`);
      expect(lastMessage?.gist.offer).toEqual({ step: 'offer', amount: 4_200_000, currency: 'DZD' });
    });

    it('is one a side at a time; the other side may have its own', async () => {
      const first = await makeOffer(buyer, chat.id);
      expect(await refusal(offer(buyer, chat.id, { amount: 1 }))).toEqual({ status: 409, code: 'OFFER_LIVE' });
      await makeOffer(seller, chat.id, { amount: 5_000_000 });
      messageOf(await answer(buyer, chat.id, first.id, 'withdraw'));
      await makeOffer(buyer, chat.id, { amount: 1 });
    });

    it('is one message and one offer however often its send is repeated, also at once', async () => {
      const clientMsgId = randomUUID();
      const sends = await Promise.all(
        Array.from({ length: 10 }, () => offer(buyer, chat.id, {}, { clientMsgId, text: 'once' })),
      );
      const later = await offer(buyer, chat.id, {}, { clientMsgId, text: 'once' });
      expect(new Set([...sends, later].map((sent) => messageOf(sent).id)).size).toBe(1);
      expect((await page()).items).toHaveLength(1);
      const list = await buyer.call<Page<OfferHistoryDto>>('GET', `/chats/${chat.id}/offers`);
      expect(list.items).toHaveLength(1);
    });

    it('is not made by a send whose id was used for something else', async () => {
      const clientMsgId = randomUUID();
      await buyer.send(chat.id, 'words', { clientMsgId });
      const reused = { status: 409, code: 'CLIENT_MSG_ID_REUSED' };
      expect(await refusal(offer(buyer, chat.id, {}, { clientMsgId }))).toEqual(reused);
      const other = randomUUID();
      messageOf(await offer(buyer, chat.id, { amount: 10 }, { clientMsgId: other }));
      expect(await refusal(offer(buyer, chat.id, { amount: 11 }, { clientMsgId: other }))).toEqual(reused);
      expect((await buyer.call<Page<OfferHistoryDto>>('GET', `/chats/${chat.id}/offers`)).items).toHaveLength(1);
    });

    it('is not made when its message is refused', async () => {
      const unknown = { replyToId: '65f000000000000000000000' };
      expect(await refusal(offer(buyer, chat.id, {}, unknown))).toEqual({ status: 400, code: 'VALIDATION' });
      expect((await buyer.call<Page<OfferHistoryDto>>('GET', `/chats/${chat.id}/offers`)).items).toEqual([]);
    });

    it.each([
      ['no amount', { amount: undefined }],
      ['nothing', { amount: 0 }],
      ['less than nothing', { amount: -5 }],
      ['parts of a cent', { amount: 1.5 }],
      ['too much', { amount: DEFAULT_LIMITS.offerMaxAmount + 1 }],
      ['an amount in words', { amount: '100' }],
      ['a currency that is none', { currency: 'XYZ' }],
      ['a currency in small letters', { currency: 'dzd' }],
      ['an operator', { currency: { $ne: null } }],
      ['a maker', { makerId: '65f000000000000000000000' }],
      ['a counter to no id', { counterOfId: 'abc' }],
    ])('refuses %s', async (_, input) => {
      const answered = await offer(buyer, chat.id, input as object);
      expect(answered).toMatchObject({ status: 400, body: { error: { code: 'VALIDATION' } } });
      expect((await page()).items).toEqual([]);
    });

    it('refuses two kinds of things in one message, and offers in groups', async () => {
      const { id } = await makeOffer(buyer, chat.id);
      const both = { offerAnswer: { offerId: id, answer: 'withdraw' } };
      expect(await refusal(offer(buyer, chat.id, {}, both))).toEqual({ status: 400, code: 'VALIDATION' });
      const group = await buyer.call<ChatDto>('POST', '/chats', {
        type: 'group',
        title: 'Club',
        memberIds: [seller.id, stranger.id],
      });
      expect(await refusal(offer(buyer, group.id))).toEqual({ status: 400, code: 'VALIDATION' });
    });
  });

  describe('an answer', () => {
    it.each([
      ['accept', 'accepted', 'seller'],
      ['decline', 'declined', 'seller'],
      ['withdraw', 'withdrawn', 'buyer'],
    ] as const)('to %s is a message, and changes the offer for everybody', async (kind, state, who) => {
      const person = { seller, buyer }[who];
      const message = messageOf(await offer(buyer, chat.id));
      const offerId = message.offer?.id ?? '';
      const phone = await buyer.connect();
      const told = nextFact(phone, 'messageUpdated', ({ id }) => id === message.id);
      const said = messageOf(await answer(person, chat.id, offerId, kind, { text: 'so be it' }));
      const money = { amount: 4_500_000, currency: 'DZD' };
      expect(said).toMatchObject({ type: 'offer', text: 'so be it', offer: null });
      expect(said.offerAnswer).toEqual({ offerId, answer: kind, ...money });
      const changed = await told;
      expect(changed.offer).toMatchObject({ state, closedById: person.id, closedAt: expect.any(String) });
      expect(changed.rev).toBeGreaterThan(said.rev);
      expect(await messageNamed(message.id)).toEqual(changed);
      expect(await historyOf(admin, offerId)).toEqual({
        offer: changed.offer,
        chatId: chat.id,
        steps: [
          { state: 'live', byUserId: buyer.id, at: expect.any(String) },
          { state, byUserId: person.id, at: changed.offer?.closedAt },
        ],
      });
    });

    it('counts once, and a later one is told what became of the offer', async () => {
      const { id } = await makeOffer(buyer, chat.id);
      const clientMsgId = randomUUID();
      const first = messageOf(await answer(seller, chat.id, id, 'accept', { clientMsgId }));
      expect(messageOf(await answer(seller, chat.id, id, 'accept', { clientMsgId }))).toEqual(first);
      const late = await answer(buyer, chat.id, id, 'withdraw');
      expect(late).toMatchObject({ status: 409, body: { error: { code: 'OFFER_CLOSED' } } });
      expect(JSON.stringify(late.body)).toContain('accepted');
      expect((await page()).items).toHaveLength(2);
    });

    it('is for the right side, in the right chat', async () => {
      const { id } = await makeOffer(buyer, chat.id);
      const forbidden = { status: 403, code: 'FORBIDDEN' };
      expect(await refusal(answer(buyer, chat.id, id, 'accept'))).toEqual(forbidden);
      expect(await refusal(answer(buyer, chat.id, id, 'decline'))).toEqual(forbidden);
      expect(await refusal(answer(seller, chat.id, id, 'withdraw'))).toEqual(forbidden);
      expect(await refusal(offer(buyer, chat.id, { counterOfId: id }))).toEqual(forbidden);
      const elsewhere = await seller.chatWith(stranger);
      expect(await refusal(answer(seller, elsewhere.id, id, 'accept'))).toEqual(forbidden);
      expect(await refusal(answer(stranger, chat.id, id, 'accept'))).toEqual(forbidden);
      expect(await refusal(answer(seller, chat.id, '65f000000000000000000000', 'accept'))).toEqual(forbidden);
      expect(await historyOf(buyer, id)).toMatchObject({ offer: { state: 'live' } });
    });

    it('by accepting withdraws the own offer that stands beside', async () => {
      const theirs = await makeOffer(buyer, chat.id);
      const own = await makeOffer(seller, chat.id, { amount: 5_000_000 });
      messageOf(await answer(seller, chat.id, theirs.id, 'accept'));
      expect(await historyOf(buyer, own.id)).toMatchObject({ offer: { state: 'withdrawn', closedById: seller.id } });
      expect((await page()).items.map((item) => item.offer?.state)).toEqual(['accepted', 'withdrawn', undefined]);
    });
  });

  describe('a counter', () => {
    it('takes the place of the offer it answers', async () => {
      const first = await makeOffer(buyer, chat.id);
      const counter = messageOf(await offer(seller, chat.id, { amount: 4_800_000, counterOfId: first.id }));
      expect(counter.offer).toMatchObject({ state: 'live', counterOfId: first.id, amount: 4_800_000 });
      expect((await page()).items[0]?.offer).toMatchObject({ state: 'countered', closedById: seller.id });
      const last = await makeOffer(buyer, chat.id, { amount: 4_600_000, counterOfId: counter.offer?.id ?? '' });
      messageOf(await answer(seller, chat.id, last.id, 'accept'));
      const states = (await page()).items.map((item) => item.offer?.state ?? item.offerAnswer?.answer);
      expect(states).toEqual(['countered', 'countered', 'accepted', 'accept']);
    });

    it('to what is closed was never made', async () => {
      const { id } = await makeOffer(buyer, chat.id);
      messageOf(await answer(buyer, chat.id, id, 'withdraw'));
      const late = offer(seller, chat.id, { counterOfId: id });
      expect(await refusal(late)).toEqual({ status: 409, code: 'OFFER_CLOSED' });
      expect((await seller.call<Page<OfferHistoryDto>>('GET', `/chats/${chat.id}/offers`)).items).toHaveLength(1);
      await makeOffer(seller, chat.id);
    });

    it('while an own offer stands is refused, and changes nothing', async () => {
      await makeOffer(seller, chat.id);
      const { id } = await makeOffer(buyer, chat.id);
      expect(await refusal(offer(seller, chat.id, { counterOfId: id }))).toEqual({ status: 409, code: 'OFFER_LIVE' });
      expect(await historyOf(buyer, id)).toMatchObject({ offer: { state: 'live' } });
    });
  });

  describe('an accepted offer', () => {
    const change = async (person: TestPerson, { id }: MessageDto) => [
      (await refusal(person.request('PATCH', `/messages/${id}`, { text: 'changed' }))).code,
      (await refusal(person.request('DELETE', `/messages/${id}`))).code,
    ];

    it('locks what was said up to it for its senders, and nothing after it', async () => {
      const { message: before } = await buyer.send(chat.id, 'It has new brakes, right?');
      const { message: promise } = await seller.send(chat.id, 'Brand new');
      const made = messageOf(await offer(buyer, chat.id));
      const accepted = messageOf(await answer(seller, chat.id, made.offer?.id ?? '', 'accept', { text: 'deal' }));
      const { message: after } = await seller.send(chat.id, 'See you at six');
      const locked = ['LOCKED', 'LOCKED'];
      expect(await change(buyer, before)).toEqual(locked);
      expect(await change(seller, promise)).toEqual(locked);
      expect(await change(buyer, made)).toEqual(locked);
      expect(await change(seller, accepted)).toEqual(locked);
      expect(await change(seller, after)).toEqual([undefined, undefined]);
      await seller.call('PUT', `/messages/${promise.id}/reactions/${encodeURIComponent('👍')}`);
      expect(await change(admin, promise)).toEqual([undefined, undefined]);
    });

    it('locks no chat of other people or about other things', async () => {
      const { id } = await makeOffer(buyer, chat.id);
      messageOf(await answer(seller, chat.id, id, 'accept'));
      const other = await buyer.chatWith(seller, { type: 'order', id: randomUUID(), title: 'Order' });
      const { message } = await buyer.send(other.id, 'elsewhere');
      expect(await change(buyer, message)).toEqual([undefined, undefined]);
    });

    it('is needed for a lock: other ends leave messages open, offers themselves excepted', async () => {
      const { message } = await seller.send(chat.id, 'as you like');
      const made = messageOf(await offer(buyer, chat.id));
      messageOf(await answer(seller, chat.id, made.offer?.id ?? '', 'decline'));
      expect(await change(buyer, made)).toEqual(['LOCKED', 'LOCKED']);
      expect(await change(seller, message)).toEqual([undefined, undefined]);
    });
  });

  describe('reading', () => {
    const list = (person: TestPerson, query = '') =>
      person.call<Page<OfferHistoryDto>>('GET', `/chats/${chat.id}/offers${query}`);

    it('lists the offers of a chat, newest first, by pages', async () => {
      const ids: string[] = [];
      for (const amount of [1, 2, 3]) {
        const { id } = await makeOffer(buyer, chat.id, { amount });
        messageOf(await answer(buyer, chat.id, id, 'withdraw'));
        ids.unshift(id);
      }
      const first = await list(seller, '?limit=2');
      const second = await list(seller, `?limit=2&cursor=${first.nextCursor}`);
      expect([...first.items, ...second.items].map((item) => item.offer.id)).toEqual(ids);
      expect(second.nextCursor).toBeNull();
      expect((await list(admin)).items.map((item) => item.offer.id)).toEqual(ids);
      expect(first.items[0]).toEqual(await historyOf(buyer, ids[0] ?? ''));
    });

    it('refuses cursors of another chat, and strangers alike for known and unknown offers', async () => {
      const { id } = await makeOffer(buyer, chat.id);
      const other = await buyer.chatWith(stranger);
      await makeOffer(buyer, other.id);
      messageOf(await answer(buyer, chat.id, id, 'withdraw'));
      await makeOffer(buyer, chat.id);
      const { nextCursor } = await list(buyer, '?limit=1');
      const foreign = buyer.request('GET', `/chats/${other.id}/offers?cursor=${nextCursor}`);
      expect(await refusal(foreign)).toEqual({ status: 400, code: 'BAD_CURSOR' });
      for (const offerId of [id, '65f000000000000000000000']) {
        expect(await refusal(stranger.request('GET', `/offers/${offerId}/history`))).toEqual({
          status: 403,
          code: 'FORBIDDEN',
        });
      }
    });

    it('gives the marketplace every step, with what the chat is about', async () => {
      const authorization = `ServerKey ${KEY}`;
      const read = async (after: string) => {
        const { body } = await buyer.request<MarketplaceEventDto[]>(
          'GET',
          `/events?after=${after}&limit=100`,
          undefined,
          {
            authorization,
          },
        );
        if (!body.success) throw new Error(body.error.code);
        return body.data;
      };
      let last = '0';
      for (let rows = await read(last); rows.length > 0; rows = await read(last)) last = rows.at(-1)?.id ?? last;
      const first = await makeOffer(buyer, chat.id);
      const counter = await makeOffer(seller, chat.id, { counterOfId: first.id, amount: 9 });
      messageOf(await answer(buyer, chat.id, counter.id, 'accept'));
      const events = await read(last);
      expect(events.map(({ type, data }) => [type, data.offer.id, data.offer.state])).toEqual([
        ['offer.made', first.id, 'live'],
        ['offer.countered', first.id, 'countered'],
        ['offer.made', counter.id, 'live'],
        ['offer.accepted', counter.id, 'accepted'],
      ]);
      for (const { data } of events) {
        expect(data).toMatchObject({ chatId: chat.id, context: { type: 'listing', id: chat.context?.id } });
      }
      expect(events[3]?.data.offer).toEqual((await historyOf(buyer, counter.id)).offer);
    });
  });
});
