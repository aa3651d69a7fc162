import type { Locks } from '../core/environment';
import { hostLocks } from '../core/host';
import type { Rest, RestOptions } from './rest';
import { createSession, type Session } from './session';

/** Typed calls for every REST route; see `Rest`. */
export function createRest(options: RestOptions = {}): Rest {
  return restOf(sessionOf(options, hostLocks));
}

/** `isHost`: `options.fetch` is the host's own, if it is given at all. */
export function sessionOf(options: RestOptions, locks: Locks, isHost = options.fetch === undefined): Session {
  return createSession({
    url: options.url ?? '',
    auth: options.auth ?? { kind: 'cookie' },
    // Called through a closure: browsers refuse `fetch` with a foreign `this`.
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    locks,
    isHost,
    onSignedOut: () => options.onSignedOut?.(),
  });
}

export function restOf(session: Session): Rest {
  const get = <T>(path: string, query?: object) => session.request<T>({ method: 'GET', path, query });
  const post = <T>(path: string, body?: object) => session.request<T>({ method: 'POST', path, body });
  const put = <T>(path: string, body: object) => session.request<T>({ method: 'PUT', path, body });
  const patch = <T>(path: string, body: object) => session.request<T>({ method: 'PATCH', path, body });
  const remove = <T>(path: string) => session.request<T>({ method: 'DELETE', path });
  const postOnce = <T>(path: string, body?: object) => session.requestOnce<T>({ method: 'POST', path, body });
  const id = encodeURIComponent;

  return {
    auth: {
      register: (input) => postOnce('auth/register', input),
      login: (input) => postOnce('auth/login', input),
      refresh: (refreshToken) => session.rotate(refreshToken),
      logout: () => postOnce('auth/logout'),
      wsTicket: () => post('auth/ws-ticket'),
      me: () => get('auth/me'),
      demoAccounts: () => session.requestOnce({ method: 'GET', path: 'auth/demo-accounts' }),
      demoLogin: (accountId) => postOnce('auth/demo-login', { accountId }),
    },
    users: {
      search: (query) => get('users', { query }),
      updateMe: (input) => patch('users/me', input),
      blocked: () => get('users/blocked'),
      setBlocked: (userId, isBlocked) => {
        const path = `users/${id(userId)}/block`;
        return isBlocked ? put(path, {}) : remove(path);
      },
      responseBadge: (userId) => get(`users/${id(userId)}/response-badge`),
    },
    chats: {
      list: (query) => get('chats', query),
      create: (input) => post('chats', input),
      counts: () => get('chats/counts'),
      get: (chatId) => get(`chats/${id(chatId)}`),
      messages: (chatId, query) => get(`chats/${id(chatId)}/messages`, query),
      send: (chatId, body) => post(`chats/${id(chatId)}/messages`, body),
      offers: (chatId, query) => get(`chats/${id(chatId)}/offers`, query),
      changes: (chatId, query) => get(`chats/${id(chatId)}/changes`, query),
      read: (chatId, seq) => put(`chats/${id(chatId)}/read`, { seq }),
      sync: (input) => post('chats/sync', input),
      setPreferences: (chatId, input) => put(`chats/${id(chatId)}/preferences`, input),
      update: (chatId, input) => patch(`chats/${id(chatId)}`, input),
      addMembers: (chatId, input) => post(`chats/${id(chatId)}/members`, input),
      updateMember: (chatId, userId, input) => patch(`chats/${id(chatId)}/members/${id(userId)}`, input),
      removeMember: (chatId, userId) => remove(`chats/${id(chatId)}/members/${id(userId)}`),
    },
    messages: {
      edit: (messageId, body) => patch(`messages/${id(messageId)}`, body),
      remove: (messageId) => remove(`messages/${id(messageId)}`),
      react(messageId, emoji, isOn) {
        const path = `messages/${id(messageId)}/reactions/${id(emoji)}`;
        return isOn ? put(path, {}) : remove(path);
      },
      search: (query) => get('messages/search', query),
      history: (messageId) => get(`messages/${id(messageId)}/history`),
    },
    offers: { history: (offerId) => get(`offers/${id(offerId)}/history`) },
    attachments: {
      upload: async (...upload) => (await import('@app/client/upload')).uploadFile(session, ...upload),
    },
    notifications: {
      list: (query) => get('notifications', query),
      counts: () => get('notifications/counts'),
      read: (notificationId) => post(`notifications/${id(notificationId)}/read`),
      readAll: () => post('notifications/read-all'),
      seenAll: () => post('notifications/seen-all'),
      setArchived(notificationId, isArchived) {
        const path = `notifications/${id(notificationId)}/archive`;
        return isArchived ? post(path) : remove(path);
      },
      snooze(notificationId, until) {
        const path = `notifications/${id(notificationId)}/snooze`;
        return until === null ? remove(path) : post(path, { until });
      },
      preferences: () => get('notifications/preferences'),
      setPreferences: (input) => put('notifications/preferences', input),
      defaults: () => get('notifications/defaults'),
      setDefaults: (input) => put('notifications/defaults', input),
      decisions: (query) => get('notifications/decisions', query),
    },
    push: {
      key: () => get('push/key'),
      subscribe: (input) => post('push/subscriptions', input),
      unsubscribe: (endpoint) => post('push/unsubscribe', { endpoint }),
    },
    outbox: {
      list: () => get('outbox'),
      get: (letterId) => get(`outbox/${id(letterId)}`),
    },
    calls: {
      current: () => get('calls/current'),
      iceServers: () => get('calls/ice-servers'),
    },
    broadcasts: {
      list: (query) => get('broadcasts', query),
      create: (input) => post('broadcasts', input),
      get: (broadcastId) => get(`broadcasts/${id(broadcastId)}`),
      update: (broadcastId, input) => put(`broadcasts/${id(broadcastId)}`, input),
      removeDraft: (broadcastId) => remove(`broadcasts/${id(broadcastId)}`),
      schedule: (broadcastId, input) => post(`broadcasts/${id(broadcastId)}/schedule`, input),
      steer: (broadcastId, step) => post(`broadcasts/${id(broadcastId)}/${step}`),
      history: (broadcastId) => get(`broadcasts/${id(broadcastId)}/history`),
      preview: (input) => post('broadcasts/preview', input),
      choices: () => get('broadcasts/choices'),
    },
    segments: {
      list: () => get('segments'),
      save: (input) => post('segments', input),
      remove: (segmentId) => remove(`segments/${id(segmentId)}`),
    },
    announcements: {
      get: (broadcastId) => get(`announcements/${id(broadcastId)}`),
      click: (broadcastId) => post(`announcements/${id(broadcastId)}/click`),
    },
    tickets: {
      list: (query) => get('support-tickets', query),
      create: (input) => post('support-tickets', input),
      get: (ticketId) => get(`support-tickets/${id(ticketId)}`),
      update: (ticketId, input) => patch(`support-tickets/${id(ticketId)}`, input),
      assign: (ticketId, input) => post(`support-tickets/${id(ticketId)}/assign`, input),
    },
    call: (request) => session.request(request),
  };
}
