import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CallStage, createParley, createRest, type Parley } from '@app/client';
import type { ChatDto, MeDto } from '@app/contracts';
import { type EmbeddedMongo, startEmbeddedMongo } from '@app/embedded-mongo';
import { FakeCallHost } from '../../../libs/client/src/testing/fake-call-host';
import { freePort } from '../../../scripts/testing/node-process';
import { type ApiProcess, startApi } from './api-process';

interface Person {
  me: MeDto;
  parley: Parley;
  devices: FakeCallHost;
}

/** Real clients over a real socket, whose browsers' connections are played; the API is killed while they ring and talk. */
describe('kill -9 during a call', () => {
  let dir: string;
  let database: EmbeddedMongo;
  let port: number;
  let api: ApiProcess;
  let amel: Person;
  let yacine: Person;
  let chat: ChatDto;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'parley-call-crash-'));
    database = await startEmbeddedMongo({ dir });
    port = await freePort();
    api = await startApi(port, database.uri);
    [amel, yacine] = await Promise.all([enter('amel'), enter('yacine')]);
    chat = await amel.parley.rest.chats.create({ memberIds: [yacine.me.id] });
    for (const { parley } of [amel, yacine]) parley.start();
    await Promise.all([amel, yacine].map(isOnline));
  });

  afterAll(async () => {
    for (const person of [amel, yacine]) await person?.parley.stop();
    await api?.stop();
    await database?.stop();
    await rm(dir, { recursive: true, force: true });
  });

  async function enter(name: string): Promise<Person> {
    const input = { name, email: `${name}@example.com`, password: 'correct horse battery' };
    const session = await createRest({ url: api.url }).auth.register(input);
    const auth = { kind: 'token' as const, getToken: async () => session.accessToken };
    const devices = new FakeCallHost(randomUUID());
    const parley = createParley({ url: api.url, auth, me: session.user, callHost: devices.host });
    return { me: session.user, parley, devices };
  }

  async function crash(): Promise<void> {
    await api.crash();
    api = await startApi(port, database.uri);
    await Promise.all([amel, yacine].map(isOnline));
  }

  const isOnline = ({ parley }: Person) =>
    holds(parley, () => parley.connection.getState().status === 'online' && parley.connection.getState().isSynced);

  const isAt = ({ parley }: Person, ...stages: CallStage[]) =>
    holds(parley, () => stages.includes(parley.calls.getState().call?.stage as CallStage));

  function holds(parley: Parley, check: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!check()) return;
        for (const stop of stops) stop();
        resolve();
      };
      const stops = [parley.calls.subscribe(look), parley.connection.subscribe(look)];
      look();
    });
  }

  it('goes on: the ringing one is answered after it, and the answered one can be hung up', async () => {
    amel.parley.calls.start(chat.id, yacine.me.id, 'video');
    await Promise.all([isAt(amel, 'ringing'), isAt(yacine, 'incoming')]);
    await crash();
    expect(yacine.parley.calls.getState().call).toMatchObject({ stage: 'incoming' });
    yacine.parley.calls.accept();
    await Promise.all([amel, yacine].map((person) => isAt(person, 'connecting')));
    // The caller's device says that it is back, and only then do signals reach it: its streams are the proof.
    for (const { parley } of [amel, yacine]) {
      await holds(parley, () => parley.calls.getState().call?.peer.isCameraOn === true);
    }
    for (const { devices } of [amel, yacine]) devices.peer.become('connected');

    await crash();
    amel.parley.calls.setCamera(false);
    await holds(yacine.parley, () => yacine.parley.calls.getState().call?.peer.isCameraOn === false);
    expect((await amel.parley.rest.calls.current()).call).toMatchObject({ state: 'active' });

    yacine.parley.calls.hangUp();
    await isAt(amel, 'ended');
    expect(amel.parley.calls.getState().call).toMatchObject({ outcome: 'answered' });
    const thread = amel.parley.messages(chat.id);
    thread.open();
    await new Promise<void>((resolve) => {
      thread.subscribe(({ items }) => items.length > 0 && resolve());
    });
    const { items } = thread.getState();
    expect(items).toMatchObject([{ system: { kind: 'callEnded', values: { outcome: 'answered', media: 'video' } } }]);
  }, 60_000);
});
