import { randomUUID } from 'node:crypto';
import type { ResponseBadgeDto } from '@app/contracts';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { toObjectId } from '../common/object-id';
import { Message } from '../message/message.schema';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, type TestPerson } from '../testing/test-person';
import { ResponseBadgeService } from './response-badge.service';

const HOUR_MS = 3_600_000;

describe(ResponseBadgeService.name, () => {
  let server: TestApp;
  let buyer: TestPerson;
  let seller: TestPerson;

  beforeAll(async () => {
    server = await startTestApp();
    buyer = await buildPerson(server, { name: 'Amel Haddad' });
  });

  afterAll(() => server?.stop());

  beforeEach(async () => {
    seller = await buildPerson(server, { name: 'Yacine Benali' });
  });

  const badge = (userId = seller.id) => buyer.call<ResponseBadgeDto>('GET', `/users/${userId}/response-badge`);
  const chatAbout = () => buyer.chatWith(seller, { type: 'listing', id: randomUUID(), title: 'VTT' });
  const sendAt = async (person: TestPerson, chatId: string, hoursAgo: number) => {
    const { message } = await person.send(chatId, 'hello');
    const at = new Date(Date.now() - hoursAgo * HOUR_MS);
    const rows = server.app.get<Model<Message>>(getModelToken(Message.name)).collection;
    await rows.updateOne({ _id: toObjectId(message.id) }, { $set: { createdAt: at } });
  };

  it('is worked out from the threads that others began', async () => {
    const [answered, late, never, own] = [await chatAbout(), await chatAbout(), await chatAbout(), await chatAbout()];
    await sendAt(buyer, answered.id, 50);
    await sendAt(buyer, answered.id, 49);
    await sendAt(seller, answered.id, 48);
    await sendAt(seller, answered.id, 1);
    await sendAt(buyer, late.id, 100);
    await sendAt(seller, late.id, 70);
    await sendAt(buyer, never.id, 30);
    await sendAt(seller, own.id, 60);
    await sendAt(buyer, own.id, 1);
    const { meanReplyMs, ...rest } = await badge();
    expect(rest).toEqual({ userId: seller.id, answeredPercent: 33, threads: 3 });
    expect(Math.round((meanReplyMs ?? 0) / HOUR_MS)).toBe(16);
  });

  it('leaves groups and chats with the staff out', async () => {
    const third = await buildPerson(server);
    const memberIds = [seller.id, third.id];
    const group = await buyer.call<{ id: string }>('POST', '/chats', { type: 'group', title: 'Club', memberIds });
    await sendAt(buyer, group.id, 40);
    expect(await badge()).toEqual({ userId: seller.id, answeredPercent: null, meanReplyMs: null, threads: 0 });
  });

  it('is worked out once in a while, not at every look', async () => {
    const first = await chatAbout();
    await sendAt(buyer, first.id, 30);
    const before = await badge();
    await sendAt(seller, first.id, 29);
    expect(await badge()).toEqual(before);
  });

  it('is not there for nobody', async () => {
    const unknown = await buyer.request('GET', '/users/65f000000000000000000000/response-badge');
    expect(unknown).toMatchObject({ status: 404, body: { error: { code: 'USER_NOT_FOUND' } } });
    expect(await buyer.request('GET', '/users/abc/response-badge')).toMatchObject({ status: 400 });
  });
});
