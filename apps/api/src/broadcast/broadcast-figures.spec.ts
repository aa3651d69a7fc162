import { randomUUID } from 'node:crypto';
import type { BroadcastDto, BroadcastHistoryDto, CreatedBroadcastDto } from '@app/contracts';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { newObjectId, type ObjectId, toObjectId } from '../common/object-id';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, type TestPerson } from '../testing/test-person';
import { Broadcast, BroadcastHour, BroadcastReceipt } from './broadcast.schema';
import { BroadcastFigures } from './broadcast-figures';

const DAY = '2026-03-01T';

describe(BroadcastFigures.name, () => {
  let server: TestApp;
  let admin: TestPerson;
  let id: string;

  beforeAll(async () => {
    server = await startTestApp();
    admin = await buildPerson(server, { name: 'Karim Amrani', role: 'admin' });
  });

  afterAll(() => server?.stop());

  beforeEach(async () => {
    const { broadcast } = await admin.call<CreatedBroadcastDto>('POST', '/broadcasts', {
      ...{ broadcastId: randomUUID(), variants: { en: { title: 'Hello', text: 'To all' } }, defaultLocale: 'en' },
    });
    id = broadcast.id;
    await model<Broadcast>(Broadcast).updateOne({ _id: toObjectId(id) }, { publishedAt: at('08:10') });
  });

  const at = (time: string) => new Date(`${DAY}${time}:00.000Z`);
  const model = <T>({ name }: { name: string }) => server.app.get<Model<T>>(getModelToken(name));
  const receipts = () => model<BroadcastReceipt>(BroadcastReceipt);
  const hours = () => model<BroadcastHour>(BroadcastHour);

  async function act(times: Partial<Pick<BroadcastReceipt, 'seenAt' | 'readAt' | 'clickedAt'>>): Promise<ObjectId> {
    const userId = newObjectId();
    await receipts().create({ userId, broadcastId: toObjectId(id), ...times });
    return userId;
  }

  const figures = async () => (await admin.call<BroadcastDto>('GET', `/broadcasts/${id}`)).figures;
  const history = async () => (await admin.call<BroadcastHistoryDto>('GET', `/broadcasts/${id}/history`)).hours;

  it('tells by the hour what happened, without the hours in which nothing did', async () => {
    await act({ seenAt: at('08:59'), readAt: at('09:00') });
    await act({ seenAt: at('08:10'), readAt: at('12:30'), clickedAt: at('12:59') });
    await act({ seenAt: null, readAt: null });
    const told = [
      { at: at('08:00').toISOString(), seen: 2, read: 0, clicked: 0 },
      { at: at('09:00').toISOString(), seen: 0, read: 1, clicked: 0 },
      { at: at('12:00').toISOString(), seen: 0, read: 1, clicked: 1 },
    ];
    expect(await history()).toEqual(told);
    expect(await history()).toEqual(told);
    expect(await figures()).toMatchObject({ seen: 2, read: 2, clicked: 1 });
  });

  it('counts an hour that is over once, and what comes later as well', async () => {
    const first = await act({ seenAt: at('08:20') });
    expect(await figures()).toMatchObject({ seen: 1, read: 0 });
    expect(await hours().countDocuments({ broadcastId: toObjectId(id) })).toBe(1);
    // Nobody looks at the receipts of that hour again.
    await receipts().deleteOne({ userId: first });
    await act({ seenAt: at('10:00'), readAt: new Date() });
    expect(await figures()).toMatchObject({ seen: 2, read: 1 });
    expect(await history()).toMatchObject([{ seen: 1 }, { seen: 1 }, { read: 1 }]);
  });

  it('does not keep the hour that is under way', async () => {
    await act({ seenAt: new Date() });
    expect(await figures()).toMatchObject({ seen: 1 });
    await act({ seenAt: new Date() });
    expect(await figures()).toMatchObject({ seen: 2 });
    expect(await hours().countDocuments({ broadcastId: toObjectId(id) })).toBe(0);
  });

  it('counts once when several look for the first time', async () => {
    await act({ seenAt: at('08:20') });
    const all = await Promise.all(Array.from({ length: 4 }, figures));
    expect(all.map(({ seen }) => seen)).toEqual([1, 1, 1, 1]);
    expect(await figures()).toMatchObject({ seen: 1 });
  });

  it('reaches over more hours than one command counts', async () => {
    for (const hours of [0, 23, 24, 25, 48, 400]) {
      await act({ seenAt: new Date(at('08:20').getTime() + hours * 3_600_000) });
    }
    expect((await history()).map(({ seen }) => seen)).toEqual([1, 1, 1, 1, 1, 1]);
  });
});
