import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { newObjectId } from '../common/object-id';
import { startTestApp, type TestApp } from '../testing/test-app';
import { BroadcastReceipt } from './broadcast.schema';
import { BroadcastReceipts } from './broadcast-receipts';
import type { LiveBroadcast } from './live-broadcasts';

describe(BroadcastReceipts.name, () => {
  let server: TestApp;
  let receipts: BroadcastReceipts;
  let rows: Model<BroadcastReceipt>['collection'];
  const reader = newObjectId();
  const id = newObjectId();
  const live = [{ id: id.toHexString(), broadcast: { _id: id } }] as LiveBroadcast[];
  const readAt = new Date();

  const markRead = () =>
    receipts.write(reader.toHexString(), [
      { updateOne: { filter: { userId: reader, broadcastId: id }, update: { $set: { readAt } }, upsert: true } },
    ]);
  const isRead = async (of = live) =>
    (await receipts.of([reader.toHexString()], of)).get(reader.toHexString())?.get(id.toHexString())?.readAt ?? null;

  beforeAll(async () => {
    server = await startTestApp();
    receipts = server.app.get(BroadcastReceipts);
    rows = server.app.get<Model<BroadcastReceipt>>(getModelToken(BroadcastReceipt.name)).collection;
  });

  beforeEach(async () => {
    await rows.deleteMany({});
    await receipts.write(reader.toHexString(), [{ deleteMany: { filter: { userId: reader } } }]);
  });

  afterEach(() => jest.restoreAllMocks());
  afterAll(() => server?.stop());

  it('asks the database once, and again after a write or when other broadcasts are live', async () => {
    const finds = jest.spyOn(rows, 'find');
    expect([await isRead(), await isRead()]).toEqual([null, null]);
    expect(finds).toHaveBeenCalledTimes(1);
    await markRead();
    expect([await isRead(), await isRead()]).toEqual([readAt, readAt]);
    expect(finds).toHaveBeenCalledTimes(2);
    expect(await isRead([...live])).toEqual(readAt);
    expect(finds).toHaveBeenCalledTimes(3);
  });

  it('keeps nothing that was read before a write and came after it', async () => {
    let comeBack = (): void => undefined;
    const back = new Promise<void>((resolve) => {
      comeBack = resolve;
    });
    const find = rows.find.bind(rows);
    jest.spyOn(rows, 'find').mockImplementationOnce((...asked: Parameters<typeof find>) => {
      const cursor = find(...asked);
      const toArray = cursor.toArray.bind(cursor);
      cursor.toArray = async () => {
        const found = await toArray();
        await back;
        return found;
      };
      return cursor;
    });
    const early = isRead();
    await markRead();
    comeBack();
    await early;
    expect(await isRead()).toEqual(readAt);
  });

  it('asks again after a failure', async () => {
    jest.spyOn(rows, 'find').mockImplementationOnce(() => {
      throw new Error('database away');
    });
    await expect(isRead()).rejects.toThrow('database away');
    expect(await isRead()).toBeNull();
  });
});
