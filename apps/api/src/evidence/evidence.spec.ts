import { createHash, randomUUID } from 'node:crypto';
import type { EvidenceDto, EvidenceEntryDto, NotificationDto, Page, SupportTicketDto } from '@app/contracts';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { makeOffer } from '../testing/offer-steps';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, recordFacts, type TestPerson } from '../testing/test-person';
import { EvidenceEntry } from './evidence.schema';
import { EvidenceService } from './evidence.service';
import { canonicalJson } from './evidence-chain';

describe(EvidenceService.name, () => {
  let server: TestApp;
  let buyer: TestPerson;
  let seller: TestPerson;
  let stranger: TestPerson;
  let agent: TestPerson;
  let admin: TestPerson;

  beforeAll(async () => {
    server = await startTestApp();
    buyer = await buildPerson(server, { name: 'Amel' });
    seller = await buildPerson(server, { name: 'Yacine' });
    stranger = await buildPerson(server, { name: 'Samir' });
    agent = await buildPerson(server, { name: 'Nadia', role: 'agent' });
    admin = await buildPerson(server, { name: 'Lyes', role: 'admin' });
  });

  afterAll(async () => {
    for (const person of [buyer, seller, stranger, agent, admin]) person?.disconnect();
    await server?.stop();
  });

  const context = (id = randomUUID()) => ({ type: 'listing', id, title: 'Bike' });
  const openChat = () => buyer.call<{ id: string }>('POST', '/chats', { memberIds: [seller.id], context: context() });
  const input = (extra: object = {}) => ({
    ...{ category: 'complaint', reason: 'He wants money first.\nPlease look.', clientMsgId: randomUUID() },
    ...extra,
  });
  const escalate = (chatId: string, extra: object = {}, who = buyer) =>
    who.call<SupportTicketDto>('POST', `/chats/${chatId}/escalate`, input(extra));
  const read = (ticketId: string, query = '') =>
    agent.call<EvidenceDto>('GET', `/support-tickets/${ticketId}/evidence${query}`);
  const messagesIn = ({ entries }: { entries: EvidenceEntryDto[] }) =>
    entries.flatMap(({ part }) => (part.kind === 'message' ? [part] : []));
  const entries = () => server.app.get<Model<EvidenceEntry>>(getModelToken(EvidenceEntry.name));

  it('makes a ticket that carries the chat with edits, deletions and offers', async () => {
    const chat = await openChat();
    const edited = await seller.send(chat.id, 'Pay me by postal order');
    await seller.call('PATCH', `/messages/${edited.message.id}`, { text: 'Pay me when we meet' });
    const deleted = await seller.send(chat.id, 'or forget it');
    await seller.call('DELETE', `/messages/${deleted.message.id}`);
    await makeOffer(buyer, chat.id);
    const ticket = await escalate(chat.id);
    expect(ticket).toMatchObject({
      subject: 'He wants money first.',
      category: 'complaint',
      requester: { id: buyer.id },
    });
    const seen = await agent.call<SupportTicketDto>('GET', `/support-tickets/${ticket.id}`);
    expect(seen).toMatchObject({ desk: { hasEvidence: true } });
    const evidence = await read(ticket.id);
    expect(evidence).toMatchObject({ isIntact: true, frozenBy: { name: 'Amel' }, nextCursor: null, count: 5 });
    expect(evidence.entries[0]?.part).toMatchObject({ kind: 'chat', context: { title: 'Bike' }, headSeq: 3 });
    expect(messagesIn(evidence)).toMatchObject([
      { text: 'Pay me when we meet', edits: [{ text: 'Pay me by postal order' }] },
      { text: 'or forget it', edits: [], message: { deletedAt: expect.any(String), text: '' } },
      { message: { type: 'offer' } },
    ]);
    expect(evidence.entries.at(-1)?.part).toMatchObject({ kind: 'offer', offer: { makerId: buyer.id } });
  });

  it('is once, however often it is asked for, and completes what a crash left undone', async () => {
    const chat = await openChat();
    await seller.send(chat.id, 'once');
    const body = input();
    const tickets = await Promise.all(
      Array.from({ length: 4 }, () => buyer.call<SupportTicketDto>('POST', `/chats/${chat.id}/escalate`, body)),
    );
    expect(new Set(tickets.map(({ id }) => id)).size).toBe(1);
    const { entries: links, count } = await read(tickets[0]?.id ?? '');
    expect(links).toHaveLength(count);
    expect(links.map(({ index }) => index)).toEqual([0, 1]);
    const left = await entries().countDocuments({ part: { $regex: `"chatId":"${chat.id}"` } });
    expect(left).toBe(2);
    const other = await buyer.request('POST', `/chats/${chat.id}/escalate`, { ...body, reason: 'Another' });
    expect(other).toMatchObject({ status: 409, body: { error: { code: 'CLIENT_MSG_ID_REUSED' } } });
  });

  it('stays as it was when the chat goes on, and locks what it holds', async () => {
    const chat = await openChat();
    const said = await seller.send(chat.id, 'before');
    const ticket = await escalate(chat.id);
    const locked = { status: 409, body: { error: { code: 'LOCKED' } } };
    const path = `/messages/${said.message.id}`;
    expect(await seller.request('PATCH', path, { text: 'never said' })).toMatchObject(locked);
    expect(await seller.request('DELETE', path)).toMatchObject(locked);
    const later = await seller.send(chat.id, 'after');
    expect(await seller.request('PATCH', `/messages/${later.message.id}`, { text: 'afterwards' })).toMatchObject({
      status: 200,
    });
    // Moderators may, and the evidence still has it.
    expect(await admin.request('DELETE', path)).toMatchObject({ status: 200 });
    const evidence = await read(ticket.id);
    expect(messagesIn(evidence).map(({ text }) => text)).toEqual(['before']);
    expect(evidence.isIntact).toBe(true);
  });

  it('is exported as a file that anybody can check', async () => {
    const chat = await openChat();
    for (const text of ['one', 'اثنان', 'trois']) await seller.send(chat.id, text);
    const ticket = await escalate(chat.id);
    const answer = await agent.request<ArrayBuffer>('GET', `/support-tickets/${ticket.id}/evidence/export`);
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="evidence-${ticket.number}.json"`);
    const file = answer.body as unknown as EvidenceDto;
    let hash = '';
    for (const { part, hash: told } of file.entries) {
      hash = createHash('sha256')
        .update(`${hash}\n${canonicalJson(part)}`)
        .digest('hex');
      expect(told).toBe(hash);
    }
    expect(file).toMatchObject({ rootHash: hash, count: 4, isIntact: true });
  });

  it('comes in pages', async () => {
    const chat = await openChat();
    for (const text of ['one', 'two', 'three']) await seller.send(chat.id, text);
    const { id } = await escalate(chat.id);
    const first = await read(id, '?limit=3');
    const second = await read(id, `?limit=3&cursor=${first.nextCursor}`);
    expect([...first.entries, ...second.entries].map(({ index }) => index)).toEqual([0, 1, 2, 3]);
    expect(second).toMatchObject({ nextCursor: null, isIntact: true });
  });

  it.each<[string, (rows: Model<EvidenceEntry>, last: EvidenceEntry) => Promise<unknown>]>([
    ['a changed text', (rows, { _id, part }) => rows.updateOne({ _id }, { part: part.replace('sure', 'never') })],
    ['a link that is gone', (rows, { _id }) => rows.deleteOne({ _id })],
    ['a link with a hash of its own', (rows, { _id }) => rows.updateOne({ _id }, { hash: '0'.repeat(64) })],
  ])('notices %s', async (_, tamper) => {
    const chat = await openChat();
    await seller.send(chat.id, 'I am sure');
    const { id } = await escalate(chat.id);
    expect((await read(id)).isIntact).toBe(true);
    const filter = { part: { $regex: `"chatId":"${chat.id}"` } };
    const last = await entries().findOne(filter).sort({ index: -1 }).lean<EvidenceEntry>().exec();
    await tamper(entries(), last as EvidenceEntry);
    expect((await read(id)).isIntact).toBe(false);
  });

  it('tells the other side nothing', async () => {
    const chat = await openChat();
    await seller.send(chat.id, 'quiet');
    const tab = await seller.connect();
    const facts = recordFacts(tab);
    const ticket = await escalate(chat.id);
    await seller.emit(tab, 'setActivity', { isIdle: false });
    expect(JSON.stringify(facts)).not.toContain(ticket.id);
    expect(JSON.stringify(facts)).not.toContain('He wants money');
    const { items } = await seller.call<Page<NotificationDto>>('GET', '/notifications');
    expect(JSON.stringify(items)).not.toContain(ticket.id);
    expect(await seller.request('GET', `/support-tickets/${ticket.id}`)).toMatchObject({ status: 403 });
  });

  it('lets the desk see the files that it names, and nobody else', async () => {
    const chat = await openChat();
    const file = await seller.upload(Buffer.from('proof'), 'proof.txt');
    await seller.send(chat.id, '', { attachmentIds: [file.id] });
    const path = `/attachments/${file.id}`;
    expect((await agent.request('GET', path)).status).toBe(403);
    await escalate(chat.id);
    expect((await agent.request('GET', path)).status).toBe(200);
    expect((await stranger.request('GET', path)).status).toBe(403);
  });

  it.each<[string, object]>([
    ['an unknown category', { category: 'weather' }],
    ['nothing said', { reason: '  ' }],
    ['no clientMsgId', { clientMsgId: undefined }],
    ['a subject', { subject: 'mine' }],
  ])('refuses %s', async (_, extra) => {
    const chat = await openChat();
    expect(await buyer.request('POST', `/chats/${chat.id}/escalate`, input(extra))).toMatchObject({ status: 400 });
  });

  it('is for members of chats between people', async () => {
    const chat = await openChat();
    for (const who of [stranger, agent, admin]) {
      expect(await who.request('POST', `/chats/${chat.id}/escalate`, input())).toMatchObject({ status: 403 });
    }
    const { chatId } = await escalate(chat.id);
    expect(await buyer.request('POST', `/chats/${chatId}/escalate`, input())).toMatchObject({ status: 400 });
  });
});
