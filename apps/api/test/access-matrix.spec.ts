import { randomUUID } from 'node:crypto';
import type {
  ArticleDto,
  CannedReplyDto,
  ChatDto,
  CreatedBroadcastDto,
  MacroDto,
  MessagePageDto,
  NotificationDto,
  Page,
  SavedViewDto,
  SegmentDto,
  SupportTicketDto,
} from '@app/contracts';
import { openAsGuest } from '../src/testing/guest-steps';
import { messageOf, offer } from '../src/testing/offer-steps';
import { startTestApp, type TestApp } from '../src/testing/test-app';
import { buildPerson, TestPerson } from '../src/testing/test-person';

/** Every route for everybody: who gets what. A route that is not in the table fails the last test. */
const WHO = ['anon', 'stranger', 'member', 'agent', 'admin', 'guest'] as const;
type Who = (typeof WHO)[number];

type Row = [method: string, path: string, body: object | undefined, answers: Record<Who, number>];

const answers = (
  anon: number,
  stranger: number,
  member: number,
  agent: number,
  admin: number,
  // Guests are refused wherever a session counts at all, unless a row says otherwise.
  guest = new Set([anon, stranger, member, agent, admin]).size === 1 ? anon : 403,
): Record<Who, number> => ({
  anon,
  stranger,
  member,
  agent,
  admin,
  guest,
});
/** A visitor without an account may, too. */
const alsoGuests = (row: Record<Who, number>, guest = 200): Record<Who, number> => ({ ...row, guest });
const OWN = answers(401, 200, 200, 200, 200);
/** Everybody gets their own, guests included. */
const OWN_OF_GUESTS = alsoGuests(OWN);
/** Of a guest's own ticket. */
const GUEST_AND_STAFF = answers(401, 403, 403, 200, 200, 200);
const MEMBERS = answers(401, 403, 200, 403, 403);
const MEMBER_AND_STAFF = answers(401, 403, 200, 200, 200);
const STAFF = answers(401, 403, 403, 200, 200);
const ADMIN = answers(401, 403, 403, 403, 200);
/** Gone after the first of the staff. */
const ONCE_BY_STAFF = answers(401, 403, 403, 200, 403);
const MEMBERS_AND_ADMIN = answers(401, 403, 200, 403, 200);
const SENDER_AND_ADMIN = answers(401, 403, 200, 403, 200);

const ONE_PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const reply = { shortcut: 'hello', title: 'Hello', isTeam: true, variants: { en: 'Hello {{customer.name|friend}}' } };
const macro = { name: 'First', isTeam: true, actions: [{ kind: 'addTag', tag: 'seen' }] };

const inOneDay = () => new Date(Date.now() + 86_400_000).toISOString();

describe('the access matrix', () => {
  let server: TestApp;
  let people: Record<Exclude<Who, 'anon'>, TestPerson>;
  let ids: Record<string, string>;

  beforeAll(async () => {
    server = await startTestApp({ env: { SERVER_KEYS: 'the-key-of-the-marketplace-32-bytes' } });
    const visit = await openAsGuest(server);
    people = {
      guest: new TestPerson(server.url, visit.session),
      stranger: await buildPerson(server, { name: 'Stranger' }),
      member: await buildPerson(server, { name: 'Member' }),
      agent: await buildPerson(server, { name: 'Agent', role: 'agent' }),
      admin: await buildPerson(server, { name: 'Admin', role: 'admin' }),
    };
    const other = await buildPerson(server, { name: 'Other' });
    const chat: ChatDto = await other.chatWith(people.member);
    const theirs = await other.send(chat.id, 'hello');
    const picture = await other.upload(Buffer.from(ONE_PIXEL, 'base64'), 'dot.png');
    await other.send(chat.id, '', { attachmentIds: [picture.id] });
    const own = await people.member.send(chat.id, 'hello to you');
    const third = await buildPerson(server, { name: 'Third' });
    const group = await people.member.call<ChatDto>('POST', '/chats', {
      type: 'group',
      title: 'Club',
      memberIds: [other.id, third.id],
    });
    const ticket = await people.member.call<SupportTicketDto>('POST', '/support-tickets', {
      subject: 'Help',
      category: 'general',
      description: 'Please',
      clientMsgId: randomUUID(),
    });
    const thread = await people.member.call<MessagePageDto>('GET', `/chats/${ticket.chatId}/messages`);
    const broadcast = await people.admin.call<{ broadcast: { id: string } }>('POST', '/broadcasts', {
      broadcastId: randomUUID(),
      variants: { en: { title: 'Hello', text: 'All' } },
      defaultLocale: 'en',
      audience: { roles: ['admin'] },
    });
    const offered = messageOf(await offer(people.member, chat.id));
    const [draft, otherDraft] = await Promise.all(
      ['a', 'b'].map((title) =>
        people.admin.call<CreatedBroadcastDto>('POST', '/broadcasts', {
          ...{ broadcastId: randomUUID(), variants: { en: { title, text: 'b' } }, defaultLocale: 'en', isDraft: true },
        }),
      ),
    );
    const segment = await people.admin.call<SegmentDto>('POST', '/segments', { name: 'All', audience: {} });
    const [article, draftArticle] = await Promise.all(
      (['published', 'draft'] as const).map((state) =>
        people.admin.call<ArticleDto>('POST', '/articles', { state, variants: { en: { title: 'a', body: 'b' } } }),
      ),
    );
    const [teamReply, otherReply] = await Promise.all(
      ['hello', 'thanks'].map((shortcut) =>
        people.admin.call<CannedReplyDto>('POST', '/canned-replies', { ...reply, shortcut }),
      ),
    );
    const [teamMacro, otherMacro] = await Promise.all(
      ['First', 'Second'].map((name) => people.admin.call<MacroDto>('POST', '/macros', { ...macro, name })),
    );
    const view = await people.admin.call<SavedViewDto>('POST', '/ticket-views', {
      ...{ name: 'All of the team', isTeam: true, query: {} },
    });
    // Of a chat of its own: what is evidence cannot be changed any more.
    const quarrel = await people.member.chatWith(third);
    const evidenced = await people.member.call<SupportTicketDto>('POST', `/chats/${quarrel.id}/escalate`, {
      ...{ category: 'complaint', reason: 'Look', clientMsgId: randomUUID() },
    });
    const guests = await people.guest.call<MessagePageDto>('GET', `/chats/${visit.ticket.chatId}/messages`);
    const bell = await people.member.call<Page<NotificationDto>>('GET', '/notifications');
    ids = {
      other: other.id,
      picture: picture.id,
      chat: chat.id,
      group: group.id,
      category: 'complaint',
      ticket: ticket.id,
      ticketChat: ticket.chatId,
      message: theirs.message.id,
      ownMessage: own.message.id,
      guestTicket: visit.ticket.id,
      guestChat: visit.ticket.chatId,
      guestMessage: guests.items.find(({ text }) => text === 'd')?.id ?? '',
      ticketMessage: thread.items[1]?.id ?? '',
      emoji: encodeURIComponent('👍'),
      broadcast: broadcast.broadcast.id,
      draft: draft?.broadcast.id ?? '',
      otherDraft: otherDraft?.broadcast.id ?? '',
      segment: segment.id,
      evidenced: evidenced.id,
      article: article?.id ?? '',
      draftArticle: draftArticle?.id ?? '',
      notification: bell.items[0]?.id ?? '',
      third: third.id,
      agent: people.agent.id,
      macro: teamMacro?.id ?? '',
      otherMacro: otherMacro?.id ?? '',
      view: view.id,
      reply: teamReply?.id ?? '',
      otherReply: otherReply?.id ?? '',
      offer: offered.offer?.id ?? '',
    };
  });

  afterAll(() => server?.stop());

  const text = { text: 'hi', clientMsgId: randomUUID() };
  const openAlways = { timeZone: 'UTC', blocks: [{ weekday: 1, from: 0, to: 1_440 }], holidays: [] };
  const promises = { firstResponseMs: 60_000, nextResponseMs: null, resolutionMs: null };
  const CATEGORIES = ['refund', 'general', 'booking', 'destination', 'complaint'];
  const slaPolicy = { priority: 'low', category: null, hours: openAlways, ...promises };
  const rows: Row[] = [
    ['GET', '/auth/me', undefined, OWN_OF_GUESTS],
    ['POST', '/auth/ws-ticket', undefined, OWN_OF_GUESTS],
    ['GET', '/users?query=member', undefined, OWN],
    ['PATCH', '/users/me', { locale: 'en' }, OWN_OF_GUESTS],
    ['GET', '/users/blocked', undefined, OWN],
    ['PUT', '/users/:third/block', undefined, OWN],
    ['DELETE', '/users/:third/block', undefined, OWN],
    ['GET', '/chats', undefined, OWN_OF_GUESTS],
    ['GET', '/chats/counts', undefined, OWN_OF_GUESTS],
    ['POST', '/chats/sync', { known: [] }, OWN_OF_GUESTS],
    ['POST', '/chats', { memberIds: [':other'] }, OWN],
    ['GET', '/chats/:chat', undefined, MEMBERS],
    ['PATCH', '/chats/:group', { title: 'Chess' }, MEMBERS],
    ['POST', '/chats/:group/members', { userIds: [':other'] }, MEMBERS],
    ['PATCH', '/chats/:group/members/:other', { role: 'admin' }, MEMBERS],
    ['DELETE', '/chats/:group/members/:other', undefined, MEMBERS],
    ['PUT', '/chats/:chat/read', { seq: 0 }, MEMBERS],
    ['PUT', '/chats/:chat/preferences', { isPinned: true }, MEMBERS],
    ['GET', '/chats/:chat/messages', undefined, MEMBERS],
    ['POST', '/chats/:chat/messages', text, MEMBERS],
    ['GET', '/chats/:chat/changes?sinceRev=0', undefined, MEMBERS],
    ['GET', '/chats/:ticketChat', undefined, MEMBER_AND_STAFF],
    ['PUT', '/chats/:ticketChat/read', { seq: 0 }, MEMBER_AND_STAFF],
    ['GET', '/chats/:ticketChat/messages', undefined, MEMBER_AND_STAFF],
    ['POST', '/chats/:ticketChat/messages', text, MEMBER_AND_STAFF],
    ['GET', '/chats/:ticketChat/changes?sinceRev=0', undefined, MEMBER_AND_STAFF],
    ['GET', '/chats/:guestChat', undefined, GUEST_AND_STAFF],
    ['PUT', '/chats/:guestChat/read', { seq: 0 }, GUEST_AND_STAFF],
    ['GET', '/chats/:guestChat/messages', undefined, GUEST_AND_STAFF],
    ['POST', '/chats/:guestChat/messages', text, GUEST_AND_STAFF],
    ['GET', '/chats/:guestChat/changes?sinceRev=0', undefined, GUEST_AND_STAFF],
    ['PATCH', '/messages/:guestMessage', { text: 'edited' }, GUEST_AND_STAFF],
    ['GET', '/messages/:guestMessage/history', undefined, STAFF],
    ['PUT', '/messages/:guestMessage/reactions/:emoji', undefined, GUEST_AND_STAFF],
    ['DELETE', '/messages/:guestMessage/reactions/:emoji', undefined, GUEST_AND_STAFF],
    ['GET', '/support-tickets/:guestTicket', undefined, GUEST_AND_STAFF],
    ['PUT', '/support-tickets/:guestTicket/rating', { score: 5 }, answers(401, 403, 403, 403, 403, 409)],
    ['GET', '/support-tickets/:guestTicket/notes', undefined, STAFF],
    // Anybody's; what comes of it is tested beside the routes.
    ['POST', '/guests/tickets', {}, answers(400, 400, 400, 400, 400)],
    ['POST', '/guests/sessions', {}, answers(400, 400, 400, 400, 400)],
    ['GET', '/guests/letters', undefined, answers(401, 403, 403, 403, 403, 200)],
    ['PUT', '/guests/letters', { isOn: true }, answers(401, 403, 403, 403, 403, 200)],
    ['GET', '/messages/search?query=hello', undefined, OWN],
    ['GET', '/messages/search?query=hello&chatId=:chat', undefined, MEMBERS],
    ['GET', '/messages/search?query=hello&chatId=:ticketChat', undefined, MEMBER_AND_STAFF],
    ['PATCH', '/messages/:message', { text: 'edited' }, ADMIN],
    ['PATCH', '/messages/:ownMessage', { text: 'edited' }, SENDER_AND_ADMIN],
    ['PATCH', '/messages/:ticketMessage', { text: 'edited' }, MEMBER_AND_STAFF],
    ['GET', '/messages/:ownMessage/history', undefined, ADMIN],
    ['GET', '/messages/:ticketMessage/history', undefined, STAFF],
    ['PUT', '/messages/:message/reactions/:emoji', undefined, MEMBERS],
    ['DELETE', '/messages/:message/reactions/:emoji', undefined, MEMBERS],
    ['PUT', '/messages/:ticketMessage/reactions/:emoji', undefined, MEMBER_AND_STAFF],
    ['DELETE', '/messages/:message', undefined, ADMIN],
    ['DELETE', '/messages/:ownMessage', undefined, SENDER_AND_ADMIN],
    ['DELETE', '/messages/:ticketMessage', undefined, MEMBER_AND_STAFF],
    // Only a form gets in; what is in it is tested beside the route.
    ['POST', '/attachments', {}, answers(401, 415, 415, 415, 415, 415)],
    ['GET', '/attachments/:picture', undefined, MEMBERS_AND_ADMIN],
    ['GET', '/attachments/:picture/thumbnail', undefined, MEMBERS_AND_ADMIN],
    ['GET', '/chats/:chat/offers', undefined, SENDER_AND_ADMIN],
    ['GET', '/users/:other/response-badge', undefined, OWN],
    ['GET', '/offers/:offer/history', undefined, SENDER_AND_ADMIN],
    // The marketplace's own server alone; its keys are tested beside the route.
    ['PUT', '/contexts/:type/:id', { title: 'a' }, answers(401, 401, 401, 401, 401)],
    ['GET', '/events', undefined, answers(401, 401, 401, 401, 401)],
    ['GET', '/calls/current', undefined, OWN_OF_GUESTS],
    ['GET', '/calls/ice-servers', undefined, OWN],
    ['GET', '/notifications', undefined, OWN],
    ['GET', '/notifications/counts', undefined, OWN_OF_GUESTS],
    ['POST', '/notifications/:notification/read', undefined, MEMBERS],
    ['POST', '/notifications/:broadcast/read', undefined, ADMIN],
    ['POST', '/notifications/:notification/archive', undefined, MEMBERS],
    ['DELETE', '/notifications/:notification/archive', undefined, MEMBERS],
    ['POST', '/notifications/:notification/snooze', { until: inOneDay() }, MEMBERS],
    ['DELETE', '/notifications/:notification/snooze', undefined, MEMBERS],
    ['POST', '/notifications', {}, answers(401, 401, 401, 401, 401)],
    ['GET', '/notification-templates', undefined, answers(401, 401, 401, 401, 401)],
    ['GET', '/notification-templates/:other', undefined, answers(401, 401, 401, 401, 401)],
    ['PUT', '/notification-templates/:other', {}, answers(401, 401, 401, 401, 401)],
    ['DELETE', '/notification-templates/:other', undefined, answers(401, 401, 401, 401, 401)],
    ['PUT', '/users/:other', { name: 'Eve' }, answers(401, 401, 401, 401, 401)],
    ['GET', '/notifications/decisions', undefined, OWN],
    ['GET', '/notifications/decisions?userId=:other', undefined, ADMIN],
    ['GET', '/push/key', undefined, OWN],
    ['POST', '/push/subscriptions', { endpoint: 'https://push.example/x', keys: { p256dh: 'a', auth: 'b' } }, OWN],
    ['POST', '/push/unsubscribe', { endpoint: 'https://push.example/x' }, OWN],
    // In demo mode alone; letters are somebody's post.
    ['GET', '/outbox', undefined, answers(401, 403, 403, 403, 403)],
    ['GET', '/outbox/:letter', undefined, answers(401, 403, 403, 403, 403)],
    // Opened by the token in the letter, whoever has it.
    ['GET', '/email/unsubscribe/:token', undefined, answers(401, 401, 401, 401, 401)],
    ['POST', '/email/unsubscribe/:token', undefined, answers(401, 401, 401, 401, 401)],
    ['GET', '/notifications/preferences', undefined, OWN],
    ['PUT', '/notifications/preferences', { hasSound: false }, OWN],
    ['GET', '/notifications/defaults', undefined, ADMIN],
    ['PUT', '/notifications/defaults', {}, ADMIN],
    ['POST', '/notifications/read-all', undefined, OWN],
    ['POST', '/notifications/seen-all', undefined, OWN],
    ['GET', '/broadcasts', undefined, ADMIN],
    ['GET', '/broadcasts/:broadcast', undefined, ADMIN],
    ['POST', '/broadcasts/preview', {}, ADMIN],
    ['GET', '/broadcasts/choices', undefined, ADMIN],
    ['GET', '/broadcasts/:broadcast/history', undefined, ADMIN],
    ['PUT', '/broadcasts/:draft', { variants: { en: { title: 'a', text: 'c' } }, defaultLocale: 'en' }, ADMIN],
    ['POST', '/broadcasts/:draft/schedule', { publishAt: { local: '2099-01-01T09:00', timeZone: 'UTC' } }, ADMIN],
    ['POST', '/broadcasts/:draft/pause', undefined, ADMIN],
    ['POST', '/broadcasts/:draft/resume', undefined, ADMIN],
    ['POST', '/broadcasts/:draft/cancel', undefined, ADMIN],
    ['DELETE', '/broadcasts/:otherDraft', undefined, ADMIN],
    ['GET', '/ops/live', undefined, ADMIN],
    ['GET', '/jobs', undefined, ADMIN],
    ['GET', '/jobs/figures', undefined, ADMIN],
    // No job has failed here: it answers as for an unknown one.
    ['POST', '/jobs/:chat/retry', undefined, answers(401, 403, 403, 403, 403)],
    ['POST', '/jobs/:chat/drop', undefined, answers(401, 403, 403, 403, 403)],
    ['GET', '/segments', undefined, ADMIN],
    ['POST', '/segments', { name: 'Everybody', audience: {} }, ADMIN],
    ['DELETE', '/segments/:segment', undefined, ADMIN],
    ['GET', '/announcements/:broadcast', undefined, ADMIN],
    ['POST', '/announcements/:broadcast/click', undefined, ADMIN],
    ['PUT', '/users/:third/tags', { tags: ['vip'] }, ADMIN],
    [
      'POST',
      '/broadcasts',
      { broadcastId: randomUUID(), variants: { en: { title: 'a', text: 'b' } }, defaultLocale: 'en' },
      ADMIN,
    ],
    ['GET', '/support-tickets/:evidenced/evidence', undefined, STAFF],
    ['GET', '/support-tickets/:evidenced/evidence/export', undefined, STAFF],
    ['GET', '/support-tickets/:ticket/evidence', undefined, answers(401, 403, 403, 404, 404)],
    ['GET', '/articles', undefined, OWN_OF_GUESTS],
    ['GET', '/articles/all', undefined, ADMIN],
    ['POST', '/articles', { variants: { en: { title: 'a', body: 'b' } } }, ADMIN],
    ['GET', '/articles/:article', undefined, OWN_OF_GUESTS],
    ['GET', '/articles/:draftArticle', undefined, answers(401, 404, 404, 404, 200, 404)],
    ['PUT', '/articles/:article/helpful', { isHelpful: true }, OWN_OF_GUESTS],
    ['PUT', '/articles/:article', { variants: { en: { title: 'a', body: 'c' } }, state: 'published' }, ADMIN],
    ['DELETE', '/articles/:draftArticle', undefined, ADMIN],
    ['GET', '/desk/agents', undefined, STAFF],
    ['PUT', '/desk/agents/me', { isAccepting: false }, STAFF],
    ['PUT', '/desk/agents/:agent', { capacity: 5 }, ADMIN],
    ['GET', '/desk/figures?from=2026-11-01&to=2026-11-30', undefined, STAFF],
    ['GET', '/desk/figures.csv?from=2026-11-01&to=2026-11-30', undefined, STAFF],
    ['GET', '/ticket-categories', undefined, answers(200, 200, 200, 200, 200)],
    ['GET', '/ticket-categories/all', undefined, STAFF],
    ['GET', '/ticket-categories/:category', undefined, OWN_OF_GUESTS],
    ['POST', '/ticket-categories', { key: 'refund', labels: { en: 'Refund' } }, ADMIN],
    ['PUT', '/ticket-categories/order', { keys: CATEGORIES, version: 1 }, ADMIN],
    ['PUT', '/ticket-categories/:category', { labels: { en: 'Money back' }, isOffered: true, version: 2 }, ADMIN],
    ['GET', '/sla-policies', undefined, STAFF],
    ['PUT', '/sla-policies', slaPolicy, ADMIN],
    ['GET', '/support-tickets', undefined, OWN_OF_GUESTS],
    [
      'POST',
      '/support-tickets',
      { subject: 's', category: 'general', description: 'd', clientMsgId: randomUUID() },
      OWN_OF_GUESTS,
    ],
    ['GET', '/support-tickets/:ticket', undefined, MEMBER_AND_STAFF],
    ['PATCH', '/support-tickets/:ticket', { priority: 'high' }, STAFF],
    ['POST', '/support-tickets/:ticket/assign', { assigneeId: null }, STAFF],
    ['POST', '/support-tickets/:ticket/merge', { withId: ':ticket' }, answers(401, 403, 403, 422, 422)],
    ['DELETE', '/support-tickets/:ticket/merge', undefined, answers(401, 403, 403, 409, 409)],
    ['POST', '/support-tickets/:ticket/links', { ticketId: ':ticket' }, answers(401, 403, 403, 400, 400)],
    ['DELETE', '/support-tickets/:ticket/links/:ticket', undefined, STAFF],
    ['PUT', '/support-tickets/:ticket/rating', { score: 5 }, answers(401, 403, 409, 403, 403)],
    ['GET', '/support-tickets/:ticket/notes', undefined, STAFF],
    ['POST', '/support-tickets/:ticket/notes', { text: 'between us', clientNoteId: randomUUID() }, STAFF],
    ['GET', '/canned-replies', undefined, STAFF],
    ['POST', '/canned-replies', { shortcut: 'bye', title: 'Bye', variants: { en: 'Bye' } }, STAFF],
    ['PUT', '/canned-replies/:reply', reply, STAFF],
    ['DELETE', '/canned-replies/:otherReply', undefined, ONCE_BY_STAFF],
    ['GET', '/macros', undefined, STAFF],
    ['POST', '/macros', { name: 'Bye', actions: [{ kind: 'addTag', tag: 'bye' }] }, STAFF],
    ['PUT', '/macros/:macro', macro, STAFF],
    ['DELETE', '/macros/:otherMacro', undefined, ONCE_BY_STAFF],
    ['POST', '/support-tickets/:ticket/macros/:macro', { clientRunId: randomUUID() }, STAFF],
    [
      'POST',
      '/support-tickets/bulk',
      { ticketIds: [':ticket'], actions: macro.actions, clientRunId: randomUUID() },
      STAFF,
    ],
    ['GET', '/ticket-views', undefined, STAFF],
    ['POST', '/ticket-views', { name: 'Mine', query: { view: 'mine' } }, STAFF],
    ['POST', '/ticket-views', { name: 'Team', isTeam: true, query: {} }, ADMIN],
    ['PUT', '/ticket-views/:view', { name: 'Team view', isTeam: true, query: { state: 'open' } }, ADMIN],
    ['DELETE', '/ticket-views/:view', undefined, ADMIN],
    ['POST', '/support-tickets/:ticket/escalate', { reason: 'Angry, and right' }, STAFF],
    // Last, because what was said in the chat is locked after it.
    ['POST', '/chats/:chat/escalate', { category: 'general', reason: 'r', clientMsgId: randomUUID() }, MEMBERS],
  ];

  it.each(rows)('%s %s', async (method, path, body, expected) => {
    const fill = (value: string) => value.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? name);
    const named = (_: string, name: string) => JSON.stringify(ids[name]);
    const filledBody = body && JSON.parse(JSON.stringify(body).replace(/":(\w+)"/g, named));
    const got: Partial<Record<Who, number>> = {};
    for (const who of WHO) {
      const headers: Record<string, string> = who === 'anon' ? { authorization: '' } : {};
      const person = who === 'anon' ? people.member : people[who];
      got[who] = (await person.request(method, fill(path), filledBody, headers)).status;
    }
    expect(got).toEqual(expected);
  });

  it('names every route there is', async () => {
    const response = await fetch(`${server.url}/api/docs-json`);
    const { paths } = (await response.json()) as { paths: Record<string, Record<string, unknown>> };
    const existing = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('/api', '')}`),
    );
    const patternOf = (path: string) => path.split('?')[0]?.replace(/:\w+/g, '{}');
    const covered = new Set(rows.map(([method, path]) => `${method} ${patternOf(path)}`));
    const isOpen = (route: string) => /^(GET|POST) \/auth\/(register|login|refresh|logout|demo-)/.test(route);
    const uncovered = existing.filter((route) => !isOpen(route) && !covered.has(route.replace(/\{\w+\}/g, '{}')));
    expect(uncovered).toEqual([]);
  });
});
