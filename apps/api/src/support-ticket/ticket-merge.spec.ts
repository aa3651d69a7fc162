import { randomUUID } from 'node:crypto';
import type { ChatDto, EvidenceDto, MessagePageDto, SentMessageDto, SupportTicketDto } from '@app/contracts';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, type TestPerson } from '../testing/test-person';
import type { SupportTicket } from './support-ticket.schema';
import { TicketMerge } from './ticket-merge';

const DAY = 86_400_000;

describe(TicketMerge.name, () => {
  let server: TestApp;
  let customer: TestPerson;
  let other: TestPerson;
  let agent: TestPerson;

  beforeAll(async () => {
    server = await startTestApp();
    customer = await buildPerson(server, { name: 'Amel Haddad' });
    other = await buildPerson(server, { name: 'Samir Other' });
    agent = await buildPerson(server, { name: 'Nadia Bouzid', role: 'agent' });
  });

  afterAll(async () => {
    for (const person of [customer, other, agent]) person?.disconnect();
    await server?.stop();
  });

  const rows = () => server.app.get<Model<SupportTicket>>(getModelToken('SupportTicket'));
  const open = (subject = 'Refund', person = customer) =>
    person.call<SupportTicketDto>('POST', '/support-tickets', {
      ...{ subject, category: 'booking', description: `About ${subject}`, clientMsgId: randomUUID() },
    });
  const get = ({ id }: { id: string }, person = agent) =>
    person.call<SupportTicketDto>('GET', `/support-tickets/${id}`);
  const tryMerge = (one: SupportTicketDto, two: { id: string }) =>
    agent.request<SupportTicketDto>('POST', `/support-tickets/${one.id}/merge`, { withId: two.id });
  const merge = (one: SupportTicketDto, two: SupportTicketDto) =>
    agent.call<SupportTicketDto>('POST', `/support-tickets/${one.id}/merge`, { withId: two.id });
  const tryUndo = ({ id }: SupportTicketDto) =>
    agent.request<SupportTicketDto>('DELETE', `/support-tickets/${id}/merge`);
  const lines = async ({ chatId }: { chatId: string }, person = customer) =>
    (await person.call<MessagePageDto>('GET', `/chats/${chatId}/messages`)).items.map(
      ({ system, text }) => (system && `${system.kind} ${Object.values(system.values)}`) ?? text,
    );
  const state = async ({ chatId }: SupportTicketDto) => (await customer.call<ChatDto>('GET', `/chats/${chatId}`)).state;

  it('keeps the older whichever is named; the younger is closed and leads to it', async () => {
    const [older, younger] = [await open('First'), await open('Second')];
    const survivor = await merge(younger, older);
    expect(survivor).toMatchObject({ id: older.id, state: 'new', mergedInto: null });
    expect(survivor.desk?.merged).toEqual([
      { ticketId: younger.id, number: younger.number, chatId: younger.chatId, undoUntil: expect.any(String) },
    ]);
    const seen = await get(younger, customer);
    expect(seen).toMatchObject({
      state: 'closed',
      mergedInto: { ticketId: older.id, number: older.number },
      desk: null,
      history: null,
    });
    expect(await lines(older)).toContain(`ticketMerged ${younger.number}`);
    expect(await lines(younger)).toContain(`ticketMerged ${older.number}`);
    expect(await lines(younger)).not.toContain('ticketState closed');
    expect(await state(younger)).toBe('closed');
    expect((await get(older)).history?.at(-1)).toMatchObject({ field: 'merge', to: String(younger.number) });
  });

  it('sends a reply to the merged one on to the survivor, once, by REST and socket alike', async () => {
    const [older, younger] = [await open('First'), await open('Second')];
    await merge(older, younger);
    const said = { chatId: younger.chatId, clientMsgId: randomUUID(), text: 'Still waiting' };
    const first = await customer.send(younger.chatId, said.text, { clientMsgId: said.clientMsgId });
    expect(first).toMatchObject({ duplicate: false, message: { chatId: older.chatId, text: 'Still waiting' } });
    const again = await customer.emit(await customer.connect(), 'sendMessage', said);
    expect(again).toMatchObject({
      success: true,
      data: { duplicate: true, message: { id: first.message.id, chatId: older.chatId } },
    });
    expect((await lines(older)).filter((line) => line === 'Still waiting')).toHaveLength(1);
    const byAgent = await agent.request('POST', `/chats/${younger.chatId}/messages`, {
      clientMsgId: randomUUID(),
      text: 'Hello',
    });
    expect(byAgent).toMatchObject({ status: 409, body: { error: { code: 'CHAT_CLOSED' } } });
  });

  it('gives the younger back as it was: state, assignee, chat', async () => {
    const [older, younger] = [await open('First'), await open('Second')];
    await agent.send(younger.chatId, 'On it');
    await agent.call('PATCH', `/support-tickets/${younger.id}`, { state: 'on_hold' });
    await merge(older, younger);
    expect(await tryUndo(younger)).toMatchObject({
      body: {
        data: { id: younger.id, state: 'on_hold', assignee: { id: agent.id }, mergedInto: null, closedAt: null },
      },
    });
    expect((await get(older)).desk?.merged).toEqual([]);
    expect(await state(younger)).toBe('open');
    expect(await lines(younger)).toContain(`ticketUnmerged ${older.number}`);
    expect(await lines(older)).toContain(`ticketUnmerged ${younger.number}`);
    const reply = await customer.send(younger.chatId, 'Here again');
    expect(reply.message.chatId).toBe(younger.chatId);
    expect(await tryUndo(younger)).toMatchObject({ status: 409, body: { error: { code: 'ILLEGAL_TRANSITION' } } });
    expect(await tryMerge(older, younger)).toMatchObject({ status: 200 });
  });

  it('can be taken back for a day', async () => {
    const [older, younger] = [await open('First'), await open('Second')];
    await merge(older, younger);
    const aged = await rows().findById(younger.id).lean<SupportTicket>().exec();
    const history = aged?.history.map((entry) => ({ ...entry, at: new Date(entry.at.getTime() - DAY) }));
    await rows().collection.updateOne({ _id: aged?._id }, { $set: { history } });
    expect(await tryUndo(younger)).toMatchObject({ status: 409, body: { error: { code: 'ILLEGAL_TRANSITION' } } });
    expect((await get(younger)).mergedInto).toMatchObject({ ticketId: older.id });
  });

  it('takes the unanswered question along, and wakes the one it goes to', async () => {
    const [older, younger] = [await open('First'), await open('Second')];
    await agent.send(older.chatId, 'Solved I think');
    await agent.call('PATCH', `/support-tickets/${older.id}`, { state: 'solved' });
    expect(await merge(older, younger)).toMatchObject({ state: 'open', isAwaitingReply: true });
    expect((await get(older)).sla?.nextResponse).toMatchObject({ metAt: null });
  });

  it('reaches through a chain of merges, and back', async () => {
    const [first, second, third] = [await open('First'), await open('Second'), await open('Third')];
    await merge(second, third);
    await merge(first, second);
    expect((await get(first)).desk?.merged.map(({ number }) => number)).toEqual([second.number, third.number]);
    const { message } = await customer.send(third.chatId, 'Through two');
    expect(message.chatId).toBe(first.chatId);
    expect(await tryUndo(third)).toMatchObject({ status: 200 });
    expect((await get(first)).desk?.merged.map(({ number }) => number)).toEqual([second.number]);
    expect((await get(second)).desk?.merged).toEqual([]);
    expect(await tryUndo(second)).toMatchObject({ status: 200 });
    expect((await get(first)).desk?.merged).toEqual([]);
  });

  it('is whole or not at all when two agents merge the same pair, or crosswise, at once', async () => {
    const [one, two, three] = [await open('One'), await open('Two'), await open('Three')];
    const results = await Promise.all([
      tryMerge(one, two),
      tryMerge(two, one),
      tryMerge(two, three),
      tryMerge(three, one),
    ]);
    expect(results.every(({ status }) => [200, 409, 422].includes(status))).toBe(true);
    const after = await Promise.all([one, two, three].map((ticket) => get(ticket)));
    for (const ticket of after) {
      expect(ticket.state === 'closed').toBe(ticket.mergedInto !== null);
      const into = after.find(({ id }) => id === ticket.mergedInto?.ticketId);
      if (ticket.mergedInto) expect(into?.desk?.merged.map(({ ticketId }) => ticketId)).toContain(ticket.id);
    }
    expect(after.filter(({ mergedInto }) => mergedInto === null)).toHaveLength(1);
  });

  it('refuses what cannot be merged', async () => {
    const [one, two] = [await open('One'), await open('Two')];
    const foreign = await open('Foreign', other);
    const refused = { status: 422, body: { error: { code: 'NOT_MERGEABLE' } } };
    expect(await tryMerge(one, one)).toMatchObject(refused);
    expect(await tryMerge(one, foreign)).toMatchObject(refused);
    await merge(one, two);
    expect(await tryMerge(one, two)).toMatchObject(refused);
    const three = await open('Three');
    expect(await tryMerge(three, two)).toMatchObject(refused);
    await agent.send(three.chatId, 'Done');
    await agent.call('PATCH', `/support-tickets/${three.id}`, { state: 'solved' });
    await agent.call('PATCH', `/support-tickets/${three.id}`, { state: 'closed' });
    expect(await tryMerge(one, three)).toMatchObject({ status: 409, body: { error: { code: 'CHAT_CLOSED' } } });
    expect(await tryMerge(one, { id: '0'.repeat(24) })).toMatchObject({ status: 403 });
    expect(await tryMerge(one, { id: 'abc' })).toMatchObject({ status: 400 });
  });

  it('completes on a repeat what a crash left half done', async () => {
    const [older, younger] = [await open('First'), await open('Second')];
    await merge(older, younger);
    await rows().collection.updateOne({ number: older.number }, { $unset: { merged: 1 } });
    expect((await merge(older, younger)).desk?.merged.map(({ ticketId }) => ticketId)).toEqual([younger.id]);
  });

  it('links two tickets both ways, and takes it back', async () => {
    const [one, two] = [await open('One'), await open('Two', other)];
    const link = (ticketId: string) => agent.request('POST', `/support-tickets/${one.id}/links`, { ticketId });
    expect(await link(two.id)).toMatchObject({ body: { data: { desk: { links: [{ number: two.number }] } } } });
    await link(two.id);
    expect((await get(two)).desk?.links).toEqual([{ ticketId: one.id, number: one.number }]);
    expect(await link(one.id)).toMatchObject({ status: 400 });
    expect(await link('0'.repeat(24))).toMatchObject({ status: 403 });
    await agent.call('DELETE', `/support-tickets/${two.id}/links/${one.id}`);
    for (const ticket of [one, two]) expect((await get(ticket)).desk?.links).toEqual([]);
    expect((await get(one)).history?.filter(({ field }) => field === 'link')).toHaveLength(2);
    expect((await get(one, customer)).desk).toBeNull();
  });

  it('opens one follow-up for what is said after the end, with every file and word', async () => {
    const ticket = await open('Deposit');
    await agent.send(ticket.chatId, 'Done');
    for (const to of ['solved', 'closed']) await agent.call('PATCH', `/support-tickets/${ticket.id}`, { state: to });
    const file = await customer.upload(Buffer.from('a receipt'), 'receipt.txt');
    const said = [
      { clientMsgId: randomUUID(), text: 'It came back again' },
      { clientMsgId: randomUUID(), text: 'With this', attachmentIds: [file.id] },
    ];
    const sent = await Promise.all(
      [...said, ...said].map((body) => customer.call<SentMessageDto>('POST', `/chats/${ticket.chatId}/messages`, body)),
    );
    const chats = new Set(sent.map(({ message }) => message.chatId));
    expect(chats.size).toBe(1);
    expect(chats).not.toContain(ticket.chatId);
    expect(new Set(sent.map(({ message }) => message.id)).size).toBe(2);
    const chatId = sent[0]?.message.chatId ?? '';
    const { ticketId } = await customer.call<ChatDto>('GET', `/chats/${chatId}`);
    expect(await get({ id: ticketId ?? '' }, customer)).toMatchObject({
      state: 'new',
      subject: 'Deposit',
      followUpOf: { ticketId: ticket.id, number: ticket.number },
    });
    expect(await lines({ chatId })).toEqual(
      expect.arrayContaining([`ticketFollowUp ${ticket.number}`, 'It came back again', 'With this']),
    );
    expect(await get(ticket)).toMatchObject({ state: 'closed' });
  });

  it('opens a follow-up by hand of one’s own closed ticket alone', async () => {
    const ticket = await open('Deposit');
    const follow = (person: TestPerson, followUpOf: string) =>
      person.request<SupportTicketDto>('POST', '/support-tickets', {
        ...{ subject: 'Again', category: 'booking', description: 'More', clientMsgId: randomUUID(), followUpOf },
      });
    expect(await follow(customer, ticket.id)).toMatchObject({ status: 409 });
    await agent.send(ticket.chatId, 'Done');
    for (const to of ['solved', 'closed']) await agent.call('PATCH', `/support-tickets/${ticket.id}`, { state: to });
    expect(await follow(other, ticket.id)).toMatchObject({ status: 403 });
    expect(await follow(customer, ticket.id)).toMatchObject({
      body: { data: { followUpOf: { number: ticket.number } } },
    });
  });

  it('opens with files and with what it is about', async () => {
    const file = await customer.upload(Buffer.from('a receipt'), 'receipt.txt');
    const context = { type: 'booking', id: 'b-7', title: 'Room with a view' };
    const ticket = await customer.call<SupportTicketDto>('POST', '/support-tickets', {
      ...{ subject: 'Room', category: 'booking', description: 'No view', clientMsgId: randomUUID() },
      ...{ attachmentIds: [file.id], context },
    });
    expect(ticket.context).toMatchObject({ ...context, imageUrl: null, price: null });
    const { items } = await agent.call<MessagePageDto>('GET', `/chats/${ticket.chatId}/messages`);
    expect(items.at(-1)).toMatchObject({ text: 'No view', attachments: [{ id: file.id }] });
    expect((await get(ticket)).desk?.language).toBe('en');
  });

  it('shows the frozen chat of the merged one on the survivor, until the merge is taken back', async () => {
    const older = await open();
    const chat = await customer.chatWith(other);
    await customer.send(chat.id, 'Where is my deposit?');
    const younger = await customer.call<SupportTicketDto>('POST', `/chats/${chat.id}/escalate`, {
      ...{ category: 'complaint', reason: 'No answer', clientMsgId: randomUUID() },
    });
    const hasEvidence = async () => (await get(older)).desk?.hasEvidence;
    expect(await hasEvidence()).toBe(false);
    expect((await merge(older, younger)).desk?.hasEvidence).toBe(true);
    const [ofOlder, ofYounger] = await Promise.all(
      [older, younger].map(({ id }) => agent.call<EvidenceDto>('GET', `/support-tickets/${id}/evidence`)),
    );
    expect(ofOlder).toEqual(ofYounger);
    await tryUndo(younger);
    expect(await hasEvidence()).toBe(false);
  });
});
