import { randomUUID } from 'node:crypto';
import type { ChatDto, MessageDto, MessagePageDto } from '@app/contracts';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { toObjectId } from '../common/object-id';
import { MarketplaceEvent } from '../event/event.schema';
import { Job } from '../job/job.schema';
import { JobStore } from '../job/job-store';
import type { Difference } from '../message/difference';
import { Message } from '../message/message.schema';
import { MessageContents } from '../message/message-content';
import { MessageLog } from '../message/message-log';
import { OfferFollower } from '../message/offer-follower';
import { Reconciler } from '../message/reconciler';
import { Offer } from '../offer/offer.schema';
import { answer, historyOf, makeOffer, messageOf, offer } from '../testing/offer-steps';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, nextFact, type TestPerson } from '../testing/test-person';
import { OfferExpiry } from './offer-expiry';
import { OfferUpkeep } from './offer-upkeep';

describe('time and crashes', () => {
  let server: TestApp;
  let buyer: TestPerson;
  let seller: TestPerson;
  let chat: ChatDto;

  beforeAll(async () => {
    server = await startTestApp();
    buyer = await buildPerson(server, { name: 'Amel Haddad' });
    seller = await buildPerson(server, { name: 'Yacine Benali' });
  });

  afterAll(async () => {
    for (const person of [buyer, seller]) person?.disconnect();
    await server?.stop();
  });

  beforeEach(async () => {
    chat = await buyer.chatWith(seller, { type: 'listing', id: randomUUID(), title: 'VTT' });
  });

  afterEach(() => jest.restoreAllMocks());

  const model = <T>(name: string) => server.app.get<Model<T>>(getModelToken(name));
  const messages = async (): Promise<MessageDto[]> =>
    (await buyer.call<MessagePageDto>('GET', `/chats/${chat.id}/messages`)).items;
  const upkeep = () => server.app.get(OfferUpkeep).run(new Date());
  const reconcile = async () => {
    const found: Difference[] = [];
    await server.app.get(Reconciler).run((difference) => found.push(difference), 0);
    return found.map(({ what, repair }) => [what.replace(/[0-9a-f]{24}/, 'X'), repair !== null]);
  };
  const eventsOf = async (id: string) =>
    (
      await model<MarketplaceEvent>(MarketplaceEvent.name).find({ 'data.offer.id': id }).sort({ seq: 1 }).lean().exec()
    ).map(({ type }) => type);
  const unsettled = () => model<Offer>(Offer.name).countDocuments({ isSettled: false });

  describe(OfferExpiry.name, () => {
    it('is planned with the offer, for its end', async () => {
      const { id, expiresAt } = await makeOffer(buyer, chat.id);
      const job = await model<Job>(Job.name).findOne({ key: id }).lean<Job>().exec();
      expect(job).toMatchObject({ kind: 'offer.expire', runAt: new Date(expiresAt), doneAt: null });
    });

    it('refuses answers from its time on, before the job has run', async () => {
      const { id } = await makeOffer(buyer, chat.id);
      await model<Offer>(Offer.name).updateOne({ _id: toObjectId(id) }, { $set: { expiresAt: new Date() } });
      for (const late of [
        answer(seller, chat.id, id, 'accept'),
        answer(buyer, chat.id, id, 'withdraw'),
        offer(seller, chat.id, { counterOfId: id }),
      ]) {
        expect(await late).toMatchObject({ status: 409, body: { error: { code: 'OFFER_CLOSED' } } });
      }
      await server.app.get(OfferExpiry).expire(id);
      expect(await historyOf(buyer, id)).toMatchObject({ offer: { state: 'expired' } });
      expect(await messages()).toHaveLength(2);
    });

    it('leaves what was answered in time, and what is not there', async () => {
      const { id } = await makeOffer(buyer, chat.id);
      messageOf(await answer(seller, chat.id, id, 'decline'));
      const before = await messages();
      await server.app.get(OfferExpiry).expire(id);
      await server.app.get(OfferExpiry).expire('65f000000000000000000000');
      expect(await messages()).toEqual(before);
    });

    it('tells it once, also when the first try ended after the write', async () => {
      const { id } = await makeOffer(buyer, chat.id);
      jest.spyOn(MessageLog.prototype, 'append').mockRejectedValueOnce(new Error('killed'));
      const expiry = server.app.get(OfferExpiry);
      await expect(expiry.expire(id)).rejects.toThrow('killed');
      expect(await messages()).toHaveLength(1);
      await expiry.expire(id);
      await expiry.expire(id);
      expect((await messages()).map((message) => message.system?.kind)).toEqual([undefined, 'offerExpired']);
      expect(await eventsOf(id)).toEqual(['offer.made', 'offer.expired']);
    });
  });

  describe('a crash', () => {
    const killed = new Error('killed');
    /** After the offer's write, before its message's. */
    const killBeforeInsert = () =>
      jest.spyOn(MessageContents.prototype, 'of').mockImplementationOnce(async function of(
        this: MessageContents,
        ...args
      ) {
        await this.of(...args);
        throw killed;
      });
    const killAfterInsert = () => jest.spyOn(OfferFollower.prototype, 'follow').mockRejectedValueOnce(killed);

    it('between an offer and its message is made good by the retry of its sender', async () => {
      const clientMsgId = randomUUID();
      killBeforeInsert();
      expect(await offer(buyer, chat.id, {}, { clientMsgId })).toMatchObject({ status: 500 });
      expect(await messages()).toEqual([]);
      const message = messageOf(await offer(buyer, chat.id, {}, { clientMsgId }));
      expect(await messages()).toEqual([message]);
      expect(await unsettled()).toBe(0);
    });

    it('between an offer and its message is made good without its sender', async () => {
      killBeforeInsert();
      await offer(buyer, chat.id, {}, { text: 'my last word' });
      await upkeep();
      const [message] = await messages();
      expect(message).toMatchObject({ senderId: buyer.id, text: 'my last word', offer: { state: 'live' } });
      expect(await eventsOf(message?.offer?.id ?? '')).toEqual(['offer.made']);
      expect(await unsettled()).toBe(0);
    });

    it('between a counter and its message is made good, with the end of what it counters', async () => {
      const { id } = await makeOffer(buyer, chat.id);
      killBeforeInsert();
      await offer(seller, chat.id, { amount: 5, counterOfId: id });
      await upkeep();
      expect((await messages()).map((message) => message.offer?.state)).toEqual(['countered', 'live']);
      expect(await eventsOf(id)).toEqual(['offer.made', 'offer.countered']);
    });

    it.each(['accept', 'decline'] as const)('between an answer to %s and its message is made good', async (kind) => {
      const { id } = await makeOffer(buyer, chat.id);
      await makeOffer(seller, chat.id, { amount: 6 });
      const clientMsgId = randomUUID();
      killBeforeInsert();
      await answer(seller, chat.id, id, kind, { clientMsgId, text: 'agreed' });
      expect(await messages()).toHaveLength(2);
      await upkeep();
      const after = await messages();
      expect(after[2]).toMatchObject({
        clientMsgId,
        senderId: seller.id,
        text: 'agreed',
        offerAnswer: { answer: kind },
      });
      expect(after.map((message) => message.offer?.state)).toEqual(
        kind === 'accept' ? ['accepted', 'withdrawn', undefined] : ['declined', 'live', undefined],
      );
      const again = await answer(seller, chat.id, id, kind, { clientMsgId, text: 'agreed' });
      expect(again).toMatchObject({ status: 200, body: { data: { duplicate: true } } });
      expect(await unsettled()).toBe(0);
    });

    it('after the message is made good: the copy in the thread, and the marketplace', async () => {
      const { id } = await makeOffer(buyer, chat.id);
      killAfterInsert();
      messageOf(await answer(seller, chat.id, id, 'accept'));
      expect((await messages())[0]?.offer?.state).toBe('live');
      await upkeep();
      expect((await messages())[0]?.offer?.state).toBe('accepted');
      expect(await eventsOf(id)).toEqual(['offer.made', 'offer.accepted']);
      const settled = await messages();
      await upkeep();
      expect(await messages()).toEqual(settled);
    });

    it('in a chat where nothing can be said any more is not tried for ever', async () => {
      killBeforeInsert();
      await offer(buyer, chat.id);
      await seller.call('PUT', `/users/${buyer.id}/block`);
      await upkeep();
      expect(await unsettled()).toBe(0);
      expect(await messages()).toEqual([]);
      await seller.call('DELETE', `/users/${buyer.id}/block`);
      await makeOffer(buyer, chat.id);
    });

    it('that lost the job with the offer leaves a job that does nothing', async () => {
      const store = server.app.get(JobStore);
      await store.insert({ kind: 'offer.expire', key: '65f000000000000000000001', runAt: new Date(0) });
      await expect(server.app.get(OfferExpiry).expire('65f000000000000000000001')).resolves.toBeUndefined();
    });
  });

  describe(Reconciler.name, () => {
    it('finds and repairs an offer, an answer and an end whose message is missing, and a copy that differs', async () => {
      const first = messageOf(await offer(buyer, chat.id));
      const accepted = messageOf(await answer(seller, chat.id, first.offer?.id ?? '', 'accept'));
      const second = messageOf(await offer(buyer, chat.id));
      await server.app.get(OfferExpiry).expire(second.offer?.id ?? '');
      expect(await reconcile()).toEqual([]);
      const rows = model<Message>(Message.name).collection;
      const drop = (filter: object) => rows.updateOne(filter, { $set: { clientMsgId: randomUUID() } });
      await drop({ _id: toObjectId(accepted.id) });
      await drop({ chatId: toObjectId(chat.id), senderId: null });
      await rows.updateOne({ _id: toObjectId(second.id) }, { $set: { 'offer.state': 'live' } });
      expect((await reconcile()).sort()).toEqual([
        ['copy of offer X', true],
        ['message of offer X accepted', true],
        ['message of offer X expired', true],
      ]);
      expect(await reconcile()).toEqual([]);
      await drop({ _id: toObjectId(first.id) });
      expect(await reconcile()).toEqual([['message of offer X', true]]);
      expect(await reconcile()).toEqual([]);
    });
  });
});

describe('an offer that nobody answers', () => {
  it('ends at its time, with a line in the thread and a fact for both', async () => {
    const server = await startTestApp({ limits: { offerLifeMs: 300 } });
    const [amel, yacine] = [await buildPerson(server), await buildPerson(server)];
    const chat = await amel.chatWith(yacine);
    const phone = await yacine.connect();
    const line = nextFact(phone, 'newMessage', ({ type }) => type === 'system');
    const update = nextFact(phone, 'messageUpdated');
    const made = messageOf(await offer(amel, chat.id));
    expect((await update).offer).toMatchObject({ id: made.offer?.id, state: 'expired', closedById: null });
    const values = { offerId: made.offer?.id, amount: '4500000', currency: 'DZD' };
    expect(await line).toMatchObject({ senderId: null, system: { kind: 'offerExpired', values } });
    const { steps } = await historyOf(amel, made.offer?.id ?? '');
    expect(steps[1]).toMatchObject({ state: 'expired', byUserId: null });
    messageOf(await offer(amel, chat.id));
    yacine.disconnect();
    await server.stop();
  });
});
