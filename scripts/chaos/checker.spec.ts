import { check } from './checker';
import type { Evidence, StoredMessage } from './evidence';
import { violatedIn } from './invariant';
import type { LogEntry, ShownMessage } from './log';

const AMEL = 'amel';
const YACINE = 'yacine';
const CHAT = 'chat';

/** Two messages of Amel's, the second edited, as everybody sees them. */
function buildEvidence(): Evidence {
  const messages = [buildRow(1), { ...buildRow(2), rev: 3, text: 'text 2, better' }];
  const items = messages.map(({ chatId, system, ...shown }): ShownMessage => shown);
  const entries: LogEntry[] = [
    ...[1, 2].flatMap((n): LogEntry[] => [
      { kind: 'said', tab: 'a', userId: AMEL, chatId: CHAT, clientMsgId: `id-${n}`, text: `text ${n}` },
      {
        kind: 'acked',
        tab: 'a',
        userId: AMEL,
        chatId: CHAT,
        clientMsgId: `id-${n}`,
        messageId: `m${n}`,
        text: `text ${n}`,
      },
      { kind: 'fact', tab: 'y', userId: YACINE, name: 'newMessage', chatId: CHAT, seq: n, rev: n },
    ]),
    { kind: 'edited', messageId: 'm2', text: 'text 2, better' },
    {
      kind: 'screen',
      tab: 'y',
      chatId: CHAT,
      rev: 3,
      items: [
        [1, 1, 'id-1'],
        [2, 3, 'id-2'],
      ],
      pending: [],
    },
    { kind: 'list', tab: 'y', userId: YACINE, chatId: CHAT, isWhole: true, isAtEnd: true, items },
    { kind: 'counts', from: 'y', userId: YACINE, unread: { [CHAT]: 1 }, unreadChats: 1 },
    { kind: 'ended', node: 'one', how: 'SIGKILL', isExpected: true },
  ];
  const members = [
    { userId: AMEL, lastReadSeq: 2 },
    { userId: YACINE, lastReadSeq: 1 },
  ];
  return { entries, messages, chats: [{ id: CHAT, floorSeq: 0, members }] };
}

function buildRow(seq: number): StoredMessage {
  const ids = { id: `m${seq}`, chatId: CHAT, senderId: AMEL, clientMsgId: `id-${seq}` };
  return { ...ids, seq, rev: seq, text: `text ${seq}`, isDeleted: false, system: null };
}

function withRow(evidence: Evidence, index: number, change: Partial<StoredMessage>): Evidence {
  const messages = evidence.messages.map((row, at) => (at === index ? { ...row, ...change } : row));
  return { ...evidence, messages };
}

function withEntry<K extends LogEntry['kind']>(
  evidence: Evidence,
  kind: K,
  change: Partial<Extract<LogEntry, { kind: K }>>,
): Evidence {
  const entries = evidence.entries.map((entry) => (entry.kind === kind ? { ...entry, ...change } : entry));
  return { ...evidence, entries: entries as LogEntry[] };
}

const withMore = (evidence: Evidence, ...more: LogEntry[]): Evidence => ({
  ...evidence,
  entries: [...evidence.entries, ...more],
});

const REMOVAL = { kind: 'memberRemoved', values: { actorId: AMEL, userId: 'nadia' } };
const toNadia = (seq: number): LogEntry => ({
  kind: 'fact',
  tab: 'n',
  userId: 'nadia',
  name: 'newMessage',
  chatId: CHAT,
  seq,
  rev: seq,
});
const removedAtTwo = () => withRow(buildEvidence(), 1, { system: REMOVAL, senderId: null, rev: 2 });

/** Both messages are gone for good. */
const purged = (change: Partial<Evidence>): Evidence => {
  const evidence = withMore(
    buildEvidence(),
    ...['m1', 'm2'].map((messageId): LogEntry => ({ kind: 'purged', messageId })),
  );
  const chats = evidence.chats.map((chat) => ({ ...chat, floorSeq: 2 }));
  return { ...evidence, chats, messages: [], ...change };
};

describe(check.name, () => {
  it('finds nothing where nothing is wrong, and has looked at everything', () => {
    const verdicts = check(buildEvidence());
    expect(violatedIn(verdicts)).toEqual([]);
    expect(Object.values(verdicts).every(({ checks }) => checks > 0)).toBe(true);
  });

  it.each<[string, string, Evidence]>([
    ['a message that was acked and is not there', 'I1', { ...buildEvidence(), messages: [buildRow(1)] }],
    [
      'a message that is there twice',
      'I1',
      { ...buildEvidence(), messages: [...buildEvidence().messages, buildRow(1)] },
    ],
    ['what was said once and is stored under two ids', 'I1', withRow(buildEvidence(), 1, { text: 'text 1' })],
    ['a message that nobody said', 'I2', withRow(buildEvidence(), 1, { clientMsgId: 'other' })],
    ['a message with other words', 'I2', withRow(buildEvidence(), 0, { text: 'text 7' })],
    ['a hole in the numbers', 'I3', withRow(buildEvidence(), 1, { seq: 3 })],
    ['a rev that is there twice', 'I3', withRow(buildEvidence(), 1, { rev: 1 })],
    ['a list that lacks a message', 'I4', withEntry(buildEvidence(), 'list', { items: [] })],
    ['a list with a text of before an edit', 'I4', withRow(buildEvidence(), 1, { text: 'text 2' })],
    ['an order that is not that of saying', 'I5', withRow(withRow(buildEvidence(), 0, { seq: 3 }), 1, { seq: 1 })],
    [
      'a cursor beyond a change that is not shown',
      'I6',
      withEntry(buildEvidence(), 'screen', {
        items: [
          [1, 1, 'id-1'],
          [2, 2, 'id-2'],
        ],
      }),
    ],
    ['a count of unread that is wrong', 'I7', withEntry(buildEvidence(), 'counts', { unread: { [CHAT]: 2 } })],
    ['a badge that is wrong', 'I7', withEntry(buildEvidence(), 'counts', { unreadChats: 0 })],
    ['a fact to somebody who never was a member', 'I8', withMore(buildEvidence(), toNadia(1))],
    ['a fact to somebody who was removed before it', 'I8', withMore(removedAtTwo(), toNadia(3))],
    [
      'a fact to a tab whose session is over',
      'I8',
      withMore(buildEvidence(), { kind: 'revoked', tab: 'n' }, { ...toNadia(1), userId: YACINE } as LogEntry),
    ],
    ['a purged number that is given again', 'I3', purged({ messages: [buildRow(1)] })],
    ['a purged message that is still there', 'I1', withMore(buildEvidence(), { kind: 'purged', messageId: 'm1' })],
    [
      'a message that is shown as waiting and as sent',
      'I9',
      withEntry(buildEvidence(), 'screen', { pending: ['id-1'] }),
    ],
    ['a process that ended by itself', 'I10', withEntry(buildEvidence(), 'ended', { isExpected: false })],
    [
      'a rejection that nobody handled',
      'I10',
      withMore(buildEvidence(), { kind: 'trouble', where: 'a client', text: 'oh' }),
    ],
    [
      'a wrong answer',
      'I10',
      withMore(buildEvidence(), { kind: 'answer', invariant: 'I10', what: 'bad input', wanted: '400', got: '500' }),
    ],
  ])('finds %s', (_words, invariant, evidence) => {
    expect(violatedIn(check(evidence))).toContain(invariant);
  });

  it('lets somebody hear what was said before the removal', () => {
    expect(check(withMore(removedAtTwo(), toNadia(1), toNadia(2))).I8.violations).toEqual([]);
  });

  it('lets a chat go on above what was purged', () => {
    const { I1, I3 } = check(purged({ messages: [buildRow(3)] }));
    expect([I1.violations, I3.violations]).toEqual([[], []]);
  });

  it('asks for nothing of a time that a restored copy does not know, and for everything after it', () => {
    const { chats, messages, entries } = buildEvidence();
    const lost = { ...entries.find(({ kind }) => kind === 'acked'), messageId: 'm9', clientMsgId: 'id-9' } as LogEntry;
    const around = (step: 'placed' | 'copied'): LogEntry[] => [
      { kind: 'restore', step: 'copied' },
      ...(step === 'copied' ? [lost] : []),
      { kind: 'restore', step: 'placed' },
      ...(step === 'placed' ? [lost] : []),
      { kind: 'restore', step: 'inStep' },
    ];
    const judge = (more: LogEntry[]) => violatedIn(check({ chats, messages, entries: [...entries, ...more] }));
    expect(judge(around('copied'))).toEqual([]);
    expect(judge(around('placed'))).toEqual(['I1']);
  });

  it('knows that a list that was opened at what is unread may end before the head, and one that is at the end may not', () => {
    const [first] = buildEvidence().messages;
    const { chatId: _, system: __, ...shown } = first as StoredMessage;
    const judge = (isAtEnd: boolean) => check(withEntry(buildEvidence(), 'list', { isAtEnd, items: [shown] })).I4;
    expect(judge(false).violations).toEqual([]);
    expect(judge(true).violations).toHaveLength(1);
  });

  it('says nothing of what is above the window or below the end of one that is not at the head', () => {
    const evidence = withEntry(buildEvidence(), 'screen', { items: [[1, 1, 'id-1']] });
    expect(check(evidence).I6.violations).toEqual([]);
    expect(check(withEntry(buildEvidence(), 'screen', { items: [[2, 3, 'id-2']] })).I6.violations).toEqual([]);
  });
});
