import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DecisionDto, OutboxLetterContentDto, OutboxLetterDto, Page, PreferencesDto } from '@app/contracts';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { SMTPServer } from 'smtp-server';
import { Job } from '../../../job/job.schema';
import { startTestApp, type TestApp } from '../../../testing/test-app';
import { buildPerson, type TestPerson } from '../../../testing/test-person';
import { UserService } from '../../../user/user.service';
import { EMAIL } from './email-queue';

const KEY = 'the-key-of-the-marketplace-32-bytes';
/** What a test does before its letter goes out must be done by then, on the slowest machine. */
const BATCH_MS = 2_000;

/** A mail server that keeps what it gets, or refuses it. */
async function startMailServer() {
  const letters: { to: string; raw: string }[] = [];
  const waiting = new Set<() => void>();
  let refusal: (Error & { responseCode?: number }) | null = null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) => done(refusal),
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        letters.push({ to: session.envelope.rcptTo[0]?.address ?? '', raw: Buffer.concat(parts).toString() });
        done();
        for (const look of waiting) look();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    letters,
    url: `smtp://127.0.0.1:${port}`,
    refuse: (code: number | null) => {
      refusal = code === null ? null : Object.assign(new Error('no'), { responseCode: code });
    },
    /** The next letter to somebody, or one that came before. */
    letterTo: (person: TestPerson, skip = 0) =>
      new Promise<string>((resolve) => {
        const look = () => {
          const found = letters.filter(({ to }) => to === person.me.email)[skip];
          if (!found) return;
          waiting.delete(look);
          resolve(found.raw);
        };
        waiting.add(look);
        look();
      }),
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

/** The parts of a letter, decoded. */
function partsOf(raw: string): { headers: string; text: string; html: string } {
  const [headers = ''] = raw.split('\r\n\r\n');
  const boundary = /boundary="([^"]+)"/.exec(raw)?.[1] ?? '';
  const decoded = raw.split(`--${boundary}`).map((part) => {
    const [head = '', ...body] = part.split('\r\n\r\n');
    const content = body.join('\r\n\r\n');
    if (/base64/i.test(head)) return Buffer.from(content, 'base64').toString();
    const bytes = content
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
    return /quoted-printable/i.test(head) ? Buffer.from(bytes, 'latin1').toString() : content;
  });
  return {
    headers: headers.replace(/\r\n[ \t]+/g, ' '),
    text: (decoded[1] ?? '').replaceAll('\r\n', '\n'),
    html: decoded[2] ?? '',
  };
}

describe('e-mail', () => {
  let mail: Awaited<ReturnType<typeof startMailServer>>;
  let server: TestApp;
  let amel: TestPerson;
  let yacine: TestPerson;

  beforeAll(async () => {
    mail = await startMailServer();
    server = await startTestApp({
      env: { SMTP_URL: mail.url, MAIL_FROM: 'Souk <hello@souk.example>', SERVER_KEYS: KEY },
      limits: { emailBatchMs: BATCH_MS },
    });
  });

  afterAll(async () => {
    await server?.stop();
    await mail?.stop();
  });

  beforeEach(async () => {
    mail.refuse(null);
    amel = await buildPerson(server, { name: 'Amel Haddad' });
    yacine = await buildPerson(server, { name: 'Yacine Benali' });
  });

  const prefer = (body: object) => yacine.call<PreferencesDto>('PUT', '/notifications/preferences', body);
  const jobs = () => server.app.get<Model<Job>>(getModelToken(Job.name));

  /** An event of the marketplace. */
  async function notify(overrides: object = {}) {
    const response = await fetch(`${server.url}/api/notifications`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `ServerKey ${KEY}` },
      body: JSON.stringify({
        idempotencyKey: randomUUID(),
        userId: yacine.id,
        category: 'activity',
        variants: {
          en: { title: 'Order paid', text: 'Order 7 is paid.' },
          ar: { title: 'تم الدفع', text: 'تم دفع الطلب <7>.' },
        },
        defaultLocale: 'en',
        link: '/orders/7',
        ...overrides,
      }),
    });
    expect(response.status).toBe(201);
  }

  /** What the log says of e-mail, the newest first, once it says so much. */
  async function emailDecisions(atLeast: number): Promise<string[]> {
    for (;;) {
      const { items } = await yacine.call<Page<DecisionDto>>('GET', '/notifications/decisions');
      // Several that came at once are one line of the log.
      const each = items.flatMap(({ count, decisions }) => Array.from({ length: count }, () => decisions));
      const said = each.flatMap((decisions) => decisions.filter(({ channel }) => channel === 'email'));
      if (said.length >= atLeast) return said.map(({ outcome, reason }) => [outcome, reason].filter(Boolean).join(' '));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  it('gathers what happens in one letter, with what each chat says last', async () => {
    const chat = await amel.chatWith(yacine);
    await amel.send(chat.id, 'first');
    await amel.send(chat.id, 'second <b>bold</b>');
    await notify();
    const { headers, text, html } = partsOf(await mail.letterTo(yacine));
    expect(headers).toContain('From: Souk <hello@souk.example>');
    expect(headers).toContain(`To: Yacine Benali <${yacine.me.email}>`);
    expect(headers).toContain('Subject: 2 new notifications');
    expect(headers).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(headers).toMatch(/List-Unsubscribe: <http:\/\/[^>]+\/api\/email\/unsubscribe\/[^>]+>/);
    expect(text).toContain('Amel Haddad\n2 new messages\nsecond <b>bold</b>');
    expect(text).not.toContain('first');
    expect(text).toContain('Order paid');
    expect(html).toContain('second &lt;b&gt;bold&lt;/b&gt;');
    expect(html).toContain(`/chats/${chat.id}"`);
    expect(html).toContain('/orders/7"');
    expect(await emailDecisions(5)).toEqual(['sent', 'sent', 'queued', 'queued', 'queued']);
    expect(mail.letters.filter(({ to }) => to === yacine.me.email)).toHaveLength(1);
  });

  it('speaks the reader’s language, in its direction', async () => {
    yacine = await buildPerson(server, { name: 'ياسين', locale: 'ar' });
    await notify({ isCritical: true });
    const { text, html } = partsOf(await mail.letterTo(yacine));
    expect(html).toContain('<html lang="ar" dir="rtl">');
    expect(html).toContain('تم دفع الطلب &lt;7&gt;.');
    expect(text).toContain('مرحبًا ياسين،');
  });

  it('is cancelled by reading', async () => {
    const chat = await amel.chatWith(yacine);
    await amel.send(chat.id, 'hello');
    await yacine.call('PUT', `/chats/${chat.id}/read`, { seq: 1 });
    expect(await emailDecisions(2)).toEqual(['suppressed read', 'queued']);
    expect(mail.letters.filter(({ to }) => to === yacine.me.email)).toEqual([]);
  });

  it('does not shout: muted, unwanted and held are in the log', async () => {
    const chat = await amel.chatWith(yacine);
    await yacine.call('PUT', `/chats/${chat.id}/preferences`, {
      mutedUntil: new Date(Date.now() + 3_600_000).toISOString(),
    });
    await amel.send(chat.id, 'muted');
    expect(await emailDecisions(1)).toEqual(['suppressed muted']);
    await prefer({ channels: { activity: { email: false } } });
    await notify();
    expect(await emailDecisions(2)).toEqual(['suppressed preference', 'suppressed muted']);
    await prefer({ channels: { activity: { email: true } }, quietHours: { isOn: true, from: '00:00', to: '00:00' } });
    await notify();
    expect((await emailDecisions(3))[0]).toBe('held quietHours');
    await notify({ isCritical: true });
    expect(partsOf(await mail.letterTo(yacine)).text).toContain('Order paid');
    await prefer({ quietHours: { isOn: false, from: '00:00', to: '00:00' }, digest: 'daily' });
    await notify();
    expect((await emailDecisions(6)).filter((said) => said === 'held digest')).toHaveLength(1);
  });

  it('goes out once a mail server that is away comes back, with nothing lost or doubled', async () => {
    mail.refuse(451);
    await notify({ isCritical: true });
    expect(await emailDecisions(2)).toEqual(['failed channelError', 'queued']);
    mail.refuse(null);
    await jobs().updateMany({ kind: EMAIL, doneAt: null }, { $set: { dueAt: new Date() } });
    await notify({ isCritical: true, variants: { en: { title: 'Another', text: 'one' } } });
    const letters = [await mail.letterTo(yacine)];
    expect(letters.join()).toMatch(/Order paid|new notifications/);
    await emailDecisions(5);
    const all = mail.letters
      .filter(({ to }) => to === yacine.me.email)
      .map(({ raw }) => partsOf(raw).text)
      .join();
    expect(all.split('Order paid')).toHaveLength(2);
  });

  it('gives up on an address that no server takes', async () => {
    mail.refuse(550);
    await notify({ isCritical: true });
    expect((await emailDecisions(2))[0]).toBe('failed channelError');
    const [job] = await jobs().find({ kind: EMAIL, 'data.userId': yacine.id }).lean<Job[]>();
    expect(job).toMatchObject({ attempts: 1, lastError: null });
  });

  it('ends by one click from a mail program, and by a page that asks first', async () => {
    await notify({ isCritical: true });
    const { headers } = partsOf(await mail.letterTo(yacine));
    const url = /List-Unsubscribe: <([^>]+)>/.exec(headers)?.[1] ?? '';
    const link = `${server.url}${new URL(url).pathname}`;
    const asked = await fetch(link);
    expect(await asked.text()).toContain('<form method="post">');
    const wants = async () => (await yacine.call<PreferencesDto>('GET', '/notifications/preferences')).channels;
    expect((await wants()).activity.email).toBe(true);
    const clicked = await fetch(link, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
    expect(clicked.status).toBe(200);
    expect(await wants()).toMatchObject({ activity: { email: false, inApp: true }, message: { email: true } });
    expect((await fetch(`${link}x`, { method: 'POST' })).status).toBe(401);
    expect((await fetch(`${link}x`)).status).toBe(401);
  });

  it('does not write to who is banned meanwhile', async () => {
    await server.app.get(UserService).findById(yacine.id);
    const users = server.app.get<Model<object>>(getModelToken('User'));
    await notify();
    await users.collection.updateOne({ email: yacine.me.email }, { $set: { bannedAt: new Date() } });
    const [job] = await jobs().find({ kind: EMAIL, 'data.userId': yacine.id }).lean<Job[]>();
    for (;;) {
      const row = await jobs().findById(job?._id).lean<Job>();
      if (row?.doneAt) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(mail.letters.filter(({ to }) => to === yacine.me.email)).toEqual([]);
  });
});

describe('the outbox', () => {
  let dir: string;
  let server: TestApp;

  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'parley-outbox-'));
    const env = { OUTBOX_DIR: dir, DEMO: 'true', SERVER_KEYS: KEY };
    server = await startTestApp({ env, limits: { emailBatchMs: 10 } });
  });

  afterAll(async () => {
    await server?.stop();
    await rm(dir, { recursive: true, force: true });
  });

  it('keeps letters as files that an admin of the demo can read', async () => {
    const amel = await buildPerson(server, { name: 'Amel Haddad' });
    const yacine = await buildPerson(server, { name: 'Yacine Benali' });
    const admin = await buildPerson(server, { name: 'Karim', role: 'admin' });
    const chat = await amel.chatWith(yacine);
    await amel.send(chat.id, 'hello');
    const mine = async () =>
      (await admin.call<OutboxLetterDto[]>('GET', '/outbox')).filter(({ to }) => to === yacine.me.email);
    while ((await mine()).length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    const [letter] = await mine();
    expect(letter).toMatchObject({ subject: 'Amel Haddad' });
    const { raw } = await admin.call<OutboxLetterContentDto>('GET', `/outbox/${letter?.id}`);
    expect(await readFile(path.join(dir, `${letter?.id}.eml`), 'utf8')).toBe(raw);
    expect(partsOf(raw).text).toContain('hello');
    expect((await amel.request('GET', '/outbox')).status).toBe(403);
    expect((await admin.request('GET', '/outbox/..%2f..%2fsecrets')).status).toBe(404);
  });
});
