import { randomUUID } from 'node:crypto';
import { type ChatDto, type InboxSyncDto, toKnownChat } from '@app/contracts';
import { getConnectionToken } from '@nestjs/mongoose';
import type { Document } from 'mongodb';
import type { Connection } from 'mongoose';
import { InboxSync } from '../chat/inbox-sync';
import { toObjectId } from '../common/object-id';
import { databaseOptions } from '../config/database';
import { BellAnnouncer } from '../notification/bell-announcer';
import { ChannelPlanner } from '../notification/channel/channel-planner';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, type TestPerson } from '../testing/test-person';

const CHATS = 12;
const HISTORY = 400;
const PAGE = 20;
const LOOKED_AT = ['chats', 'messages', 'notifications'];

/** What the three commonest reads ask of the database: as much as they return, however much else there is. */
describe('the cost of a read', () => {
  let server: TestApp;
  let connection: Connection;
  let amel: TestPerson;
  let others: TestPerson[];
  let chats: ChatDto[];
  let asked: Document[] = [];

  beforeAll(async () => {
    Object.assign(databaseOptions, { monitorCommands: true });
    server = await startTestApp();
    // Bells are read a moment after a send, for everybody at once; here that would fall into what is watched.
    jest.spyOn(server.app.get(BellAnnouncer), 'soon').mockImplementation(() => undefined);
    jest.spyOn(server.app.get(ChannelPlanner), 'soon').mockImplementation(() => undefined);
    connection = server.app.get<Connection>(getConnectionToken());
    amel = await buildPerson(server, { name: 'Amel Haddad' });
    others = await Promise.all(Array.from({ length: CHATS }, (_, i) => buildPerson(server, { name: `Other ${i}` })));
    chats = await Promise.all(others.map((other) => amel.chatWith(other)));
    await Promise.all(others.map((other, i) => other.send((chats[i] as ChatDto).id, 'hello there')));
    await addHistory(connection, (chats[0] as ChatDto).id, (others[0] as TestPerson).id);
    connection.getClient().on('commandStarted', ({ command }) => asked.push(command));
  });

  afterAll(() => server?.stop());

  /** What one request asks, command by command, and how much the database looks at for it. */
  async function costOf(path: string) {
    await amel.call('GET', path);
    asked = [];
    await amel.call('GET', path);
    const reads = asked.filter((command) => LOOKED_AT.includes(command.find ?? command.aggregate));
    const commands = reads.map(({ find, aggregate }) => (find ? `find ${find}` : `aggregate ${aggregate}`));
    const looks = await Promise.all(reads.flatMap(questionsOf).map((question) => explain(connection, question)));
    return { commands, looks };
  }

  it('is the page and no more for a page of messages', async () => {
    const { commands, looks } = await costOf(`/chats/${chats[0]?.id}/messages?limit=${PAGE}`);
    // The first one is the head, which says whether there is more.
    expect(commands).toEqual(['find messages', 'find messages']);
    expect(looks.at(-1)?.returned).toBeGreaterThanOrEqual(PAGE);
    for (const look of looks) expect(look).toBeLean();
  });

  it('is three commands for a list, however many of its chats have something new', async () => {
    const { commands, looks } = await costOf('/chats?limit=20');
    expect(commands).toEqual(['find chats', 'aggregate messages', 'find chats']);
    expect(looks[0]?.returned).toBe(CHATS);
    // One count for each unread chat.
    expect(looks).toHaveLength(CHATS + 2);
    for (const look of looks) expect(look).toBeLean();
  });

  it('is a few commands for all who come back together, and fewer for those who have missed nothing', async () => {
    const people = [amel, ...others];
    const come = async (known: InboxSyncDto['chats'][]) => {
      asked = [];
      const inbox = server.app.get(InboxSync);
      const actors = people.map(({ id }) => ({ id, role: 'user' as const, sessionId: '' }));
      const answers = await Promise.all(
        actors.map((actor, at) => inbox.sync(actor, { known: (known[at] ?? []).map(toKnownChat) })),
      );
      const lists = asked.filter(({ aggregate }) => aggregate === 'chats');
      return { answers, lists, names: asked.map(({ find, aggregate }) => find ?? aggregate).sort() };
    };
    await come([]);
    const { answers, lists, names } = await come([]);
    expect(answers.map(({ chats: { length } }) => length)).toEqual([CHATS, ...others.map(() => 1)]);
    expect(names).toEqual(['chats', 'messages', 'notifications']);
    for (const look of await Promise.all(lists.flatMap(questionsOf).map((each) => explain(connection, each)))) {
      expect(look).toBeLean();
    }
    const current = answers.map((answer) => answer.chats);
    expect((await come(current)).answers.map(({ chats: { length } }) => length)).toEqual(people.map(() => 0));
  });

  it('is one command for the bell, and two for the badge of chats', async () => {
    const bell = await costOf('/notifications/counts');
    expect(bell.commands).toEqual(['aggregate notifications']);
    const badge = await costOf('/chats/counts');
    expect(badge.commands).toEqual(['find chats', 'aggregate messages']);
    for (const look of [...bell.looks, ...badge.looks]) expect(look).toBeLean();
  });
});

interface Look {
  plan: string;
  keys: number;
  docs: number;
  returned: number;
}

expect.extend({
  /** By an index, and at most twice what it gives. */
  toBeLean({ plan, keys, docs, returned }: Look) {
    const most = 2 * Math.max(returned, 1);
    const pass = !plan.includes('COLLSCAN') && keys <= most && docs <= most;
    return { pass, message: () => `${keys} keys and ${docs} documents for ${returned} rows by ${plan}` };
  },
});

declare global {
  namespace jest {
    interface Matchers<R> {
      toBeLean(): R;
    }
  }
}

/** The finds that a command is made of: a count of several chats is a union of them. */
function questionsOf(command: Document): Document[] {
  if (command.find) {
    const { find, filter, sort, limit, hint } = command;
    return [{ find, filter, ...(sort && { sort }), ...(limit && { limit }), ...(hint && { hint }) }];
  }
  const stages = command.pipeline as Document[];
  const unions = stages.flatMap(({ $unionWith }) => ($unionWith ? [$unionWith.pipeline as Document[]] : []));
  return [stages, ...unions].map((pipeline) => ({
    find: command.aggregate,
    filter: pipeline[0]?.$match,
    limit: pipeline.find((stage) => stage.$limit)?.$limit ?? 0,
  }));
}

async function explain(connection: Connection, question: Document): Promise<Look> {
  const command = { explain: question, verbosity: 'executionStats' };
  const { executionStats, queryPlanner }: Document = await connection.getClient().db(connection.name).command(command);
  const { nReturned, totalKeysExamined, totalDocsExamined } = executionStats;
  const plan = JSON.stringify(queryPlanner.winningPlan);
  return { plan, keys: totalKeysExamined, docs: totalDocsExamined, returned: nReturned };
}

/** Before what is there, as an import would write it: sending so many would take longer than the test. */
async function addHistory(connection: Connection, chatId: string, senderId: string): Promise<void> {
  const rows = Array.from({ length: HISTORY }, (_, index) => ({
    ...{ chatId: toObjectId(chatId), seq: index + 2, rev: index + 2, senderId: toObjectId(senderId) },
    ...{ clientMsgId: randomUUID(), bodyHash: 'test', type: 'text', text: `message ${index}`, system: null },
    ...{ replyTo: null, editedAt: null, deletedAt: null, createdAt: new Date(), terms: [], shelf: index },
  }));
  await connection.collection('messages').insertMany(rows);
  const head = { headSeq: HISTORY + 1, headRev: HISTORY + 1 };
  await connection.collection('chats').updateOne({ _id: toObjectId(chatId) }, { $set: head });
}
