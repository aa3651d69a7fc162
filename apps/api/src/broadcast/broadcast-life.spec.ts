import { randomUUID } from 'node:crypto';
import type {
  AnnouncementDto,
  BroadcastDto,
  BroadcastHistoryDto,
  BroadcastPreviewDto,
  BroadcastState,
  CreatedBroadcastDto,
  NotificationDto,
  Page,
} from '@app/contracts';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { toObjectId } from '../common/object-id';
import { Job } from '../job/job.schema';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, nextFact, type TestPerson } from '../testing/test-person';
import { Broadcast } from './broadcast.schema';
import { BroadcastService } from './broadcast.service';
import { BroadcastPublisher } from './broadcast-publisher';
import { ChannelSenders } from './channel-sender';

const FAR = { local: '2099-01-01T09:00', timeZone: 'Africa/Algiers' };

describe(`the life of a broadcast (${BroadcastService.name}, ${BroadcastPublisher.name})`, () => {
  let server: TestApp;
  let admin: TestPerson;
  let reader: TestPerson;

  beforeAll(async () => {
    server = await startTestApp();
    admin = await buildPerson(server, { name: 'Karim Amrani', role: 'admin' });
    reader = await buildPerson(server, { name: 'Amel Haddad' });
  });

  afterAll(async () => {
    for (const person of [admin, reader]) person?.disconnect();
    await server?.stop();
  });

  const compose = (extra: object = {}) => ({
    broadcastId: randomUUID(),
    variants: { en: { title: 'Hello', text: 'To all' } },
    defaultLocale: 'en',
    ...extra,
  });
  const create = async (extra: object = {}) =>
    (await admin.call<CreatedBroadcastDto>('POST', '/broadcasts', compose(extra))).broadcast;
  const act = (id: string, step: string, body?: object) =>
    admin.call<BroadcastDto>('POST', `/broadcasts/${id}/${step}`, body);
  const stateOf = async (id: string) => (await admin.call<BroadcastDto>('GET', `/broadcasts/${id}`)).state;
  const isInBell = async (id: string) =>
    (await reader.call<Page<NotificationDto>>('GET', '/notifications')).items.some((item) => item.id === id);
  const model = () => server.app.get<Model<Broadcast>>(getModelToken(Broadcast.name));

  /** The wall clock somewhere, to the minute below: within the minute of grace, so due now. */
  const soon = (timeZone: string) => {
    const parts = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
    return { local: parts.format(new Date()).replace(' ', 'T'), timeZone };
  };

  /** Waits by the facts that bells get, not by the clock. */
  async function announced(id: string, cause: () => Promise<unknown>): Promise<void> {
    const tab = await reader.connect();
    const told = nextFact(tab, 'broadcast', ({ broadcastId }) => id === '' || broadcastId === id);
    await cause();
    await told;
    tab.disconnect();
  }

  it('goes out at its time, by the clock of its zone', async () => {
    let broadcast = {} as BroadcastDto;
    await announced('', async () => {
      broadcast = await create({ publishAt: soon('Asia/Kathmandu') });
    });
    expect(broadcast).toMatchObject({ state: 'scheduled', isPublished: false, timeZone: 'Asia/Kathmandu' });
    expect(await stateOf(broadcast.id)).toBe('sent');
    expect(await isInBell(broadcast.id)).toBe(true);
  });

  it('waits for its time, and no longer than it is told to', async () => {
    const { id, publishAt } = await create({ publishAt: FAR });
    expect(publishAt).toBe('2099-01-01T08:00:00.000Z');
    expect(await isInBell(id)).toBe(false);
    await act(id, 'schedule', {});
    expect(await stateOf(id)).toBe('sent');
    expect(await isInBell(id)).toBe(true);
  });

  it('is kept as a draft, written anew and sent', async () => {
    const { id, state } = await create({ isDraft: true, audience: { regions: ['Nowhere yet'] } });
    expect(state).toBe('draft');
    const { broadcastId: _, ...body } = compose({ variants: { en: { title: 'Second thoughts', text: 'x' } } });
    const changed = await admin.call<BroadcastDto>('PUT', `/broadcasts/${id}`, body);
    expect(changed).toMatchObject({ state: 'draft', variants: { en: { title: 'Second thoughts' } } });
    expect(await act(id, 'schedule', {})).toMatchObject({ state: 'sent', isPublished: true });
    expect(await admin.request('PUT', `/broadcasts/${id}`, body)).toMatchObject({ status: 409 });
  });

  it('removes drafts, and nothing else', async () => {
    const draft = await create({ isDraft: true });
    await admin.call('DELETE', `/broadcasts/${draft.id}`);
    expect(await admin.request('GET', `/broadcasts/${draft.id}`)).toMatchObject({ status: 403 });
    const sent = await create();
    expect(await admin.request('DELETE', `/broadcasts/${sent.id}`)).toMatchObject({ status: 409 });
  });

  it('is held and let go: what was planned before does not happen', async () => {
    const { id } = await create({ publishAt: FAR });
    await act(id, 'pause');
    await model().updateOne({ _id: toObjectId(id) }, { $set: { publishAt: new Date(0) } });
    await server.app.get(BroadcastPublisher).publish(id, 0);
    expect(await stateOf(id)).toBe('paused');
    await announced(id, () => act(id, 'resume'));
    expect(await stateOf(id)).toBe('sent');
  });

  it('leaves every bell when it is cancelled, and tells them', async () => {
    const { id } = await create();
    expect(await isInBell(id)).toBe(true);
    await announced(id, () => act(id, 'cancel'));
    expect(await isInBell(id)).toBe(false);
    expect(await stateOf(id)).toBe('cancelled');
  });

  it('leaves every bell when it expires, and tells them', async () => {
    const { id } = await create({ expiresAt: FAR });
    await model().updateOne({ _id: toObjectId(id) }, { $set: { expiresAt: new Date() } });
    const jobs = server.app.get<Model<Job>>(getModelToken(Job.name));
    expect(await jobs.countDocuments({ kind: 'broadcast.expire', key: new RegExp(`^${id}`) })).toBe(1);
    const row = await model().findById(toObjectId(id)).lean<Broadcast>().exec();
    await announced(id, () => server.app.get(BroadcastPublisher).settle(row as Broadcast));
    expect(await isInBell(id)).toBe(false);
    expect(await stateOf(id)).toBe('expired');
  });

  it('is completed at the start when a process died right after its write', async () => {
    const { id } = await create({ publishAt: FAR });
    const jobs = server.app.get<Model<Job>>(getModelToken(Job.name));
    await jobs.deleteMany({ kind: 'broadcast.publish' });
    await model().updateOne({ _id: toObjectId(id) }, { $set: { publishAt: new Date() } });
    await announced(id, () => server.app.get(BroadcastPublisher).onApplicationBootstrap());
    expect(await stateOf(id)).toBe('sent');
  });

  it.each<[BroadcastState, string[]]>([
    ['draft', ['pause', 'resume', 'cancel']],
    ['scheduled', ['resume']],
    ['sent', ['pause', 'resume', 'schedule']],
    ['cancelled', ['pause', 'resume', 'schedule', 'cancel']],
  ])('knows what cannot be done with one that is %s', async (state, steps) => {
    const { id } = await create({ isDraft: state === 'draft', ...(state === 'scheduled' && { publishAt: FAR }) });
    if (state === 'cancelled') await act(id, 'cancel');
    for (const step of steps) {
      const answer = await admin.request('POST', `/broadcasts/${id}/${step}`, {});
      expect(answer).toMatchObject({ status: 409, body: { error: { code: 'ILLEGAL_TRANSITION' } } });
    }
    expect(await stateOf(id)).toBe(state);
  });

  it('counts clicks, and tells what happened in which hour', async () => {
    const { id } = await create({ link: '/offers/today' });
    await reader.call('POST', `/notifications/${id}/read`);
    const link = await reader.call<AnnouncementDto>('POST', `/announcements/${id}/click`);
    await reader.call('POST', `/announcements/${id}/click`);
    expect(link).toMatchObject({ title: 'Hello', link: '/offers/today' });
    const { figures } = await admin.call<BroadcastDto>('GET', `/broadcasts/${id}`);
    expect(figures).toMatchObject({ recipients: 2, seen: 1, read: 1, clicked: 1 });
    const { hours } = await admin.call<BroadcastHistoryDto>('GET', `/broadcasts/${id}/history`);
    expect(hours.reduce((sum, { seen, read, clicked }) => sum + seen + read + clicked, 0)).toBe(3);
    for (const { at } of hours) expect(at).toMatch(/:00:00.000Z$/);
  });

  it('publishes a repeated request once, whichever way it was asked for', async () => {
    const input = compose({ publishAt: FAR });
    const first = await admin.call<CreatedBroadcastDto>('POST', '/broadcasts', input);
    const again = await admin.call<CreatedBroadcastDto>('POST', '/broadcasts', input);
    expect(again).toMatchObject({ duplicate: true, broadcast: { id: first.broadcast.id } });
    const other = await admin.request('POST', '/broadcasts', { ...input, publishAt: { ...FAR, timeZone: 'UTC' } });
    expect(other).toMatchObject({ status: 409, body: { error: { code: 'BROADCAST_ID_REUSED' } } });
  });

  it.each([
    ['a time in the past', { publishAt: { local: '2020-01-01T09:00', timeZone: 'UTC' } }],
    ['an unknown time zone', { publishAt: { local: '2099-01-01T09:00', timeZone: 'Mars/Olympus' } }],
    ['a day that is not', { publishAt: { local: '2099-02-30T09:00', timeZone: 'UTC' } }],
    ['a time that is none', { publishAt: { local: 'tomorrow', timeZone: 'UTC' } }],
    ['an end before its beginning', { publishAt: FAR, expiresAt: { local: '2098-01-01T09:00', timeZone: 'UTC' } }],
    ['an unknown channel', { channels: ['pigeon'] }],
    ['a script for a link', { link: 'javascript:alert(1)' }],
    ['a link to another site by path', { link: '//evil.example' }],
    ['a text that is too long', { variants: { en: { title: 'x', text: 'y'.repeat(2_001) } } }],
    ['an unknown condition', { audience: { $where: '1' } }],
    ['an unknown role', { audience: { roles: ['king'] } }],
    ['a list of no ids', { audience: { userIds: ['abc'] } }],
  ])('refuses %s', async (_, extra) => {
    const answer = await admin.request('POST', '/broadcasts', compose(extra));
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'VALIDATION' } } });
  });

  it('refuses a channel that nothing sends on, and does not offer it', async () => {
    const senders = server.app.get(ChannelSenders);
    jest.spyOn(senders, 'of').mockReturnValue(undefined);
    jest.spyOn(senders, 'available', 'get').mockReturnValue([]);
    const answer = await admin.request('POST', '/broadcasts', compose({ channels: ['push'] }));
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'VALIDATION' } } });
    expect(await admin.call('GET', '/broadcasts/choices')).toMatchObject({ channels: [] });
    jest.restoreAllMocks();
  });

  it('counts an audience by language', async () => {
    const preview = await admin.call<BroadcastPreviewDto>('POST', '/broadcasts/preview', { roles: ['user'] });
    expect(preview).toEqual({ recipients: 1, locales: { en: 1, fr: 0, ar: 0 } });
  });
});
