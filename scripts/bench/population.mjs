import { randomUUID } from 'node:crypto';

const AT_ONCE = 4;

/**
 * People in pairs, each with an access token, and a direct chat for each pair.
 * @typedef {{ chatId: string, tokens: [string, string] }} Pair
 */

/**
 * Registers two people for every pair and opens their chat, over the public API.
 * @returns {Promise<Pair[]>}
 */
export async function registerPairs(api, count) {
  return inParallel(count, async (index) => {
    const [first, second] = [await register(api, `${index}a`), await register(api, `${index}b`)];
    const chat = await api.post('/api/chats', { memberIds: [second.user.id] }, first.accessToken);
    return { chatId: chat.id, tokens: [first.accessToken, second.accessToken] };
  });
}

/** Pairs for servers that believe anybody: a token is a user id, which names the chat. */
export function barePairs(count) {
  return Array.from({ length: count }, (_, index) => {
    const chatId = index.toString(16).padStart(24, '0');
    return { chatId, tokens: [`${chatId}a`, `${chatId}b`] };
  });
}

/** How often each of the ids is stored in the pairs' chats; for ids that are not stored, nothing. */
export async function countStored(api, pairs) {
  const counts = new Map();
  await inParallel(pairs.length, async (index) => {
    const { chatId, tokens } = pairs[index];
    for (let after = 0, hasMore = true; hasMore; ) {
      const page = await api.get(`/api/chats/${chatId}/messages?after=${after}&limit=100`, tokens[0]);
      for (const { clientMsgId } of page.items) counts.set(clientMsgId, (counts.get(clientMsgId) ?? 0) + 1);
      after = page.items.at(-1)?.seq ?? after;
      hasMore = page.hasAfter;
    }
  });
  return counts;
}

/** REST calls to the API on this machine that answer the envelope's data. */
export function restApi(port) {
  const call = async (method, path, token, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: body && JSON.stringify(body),
    });
    const envelope = await response.json();
    if (!envelope.success) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(envelope.error)}`);
    return envelope.data;
  };
  return {
    get: (path, token) => call('GET', path, token),
    post: (path, body, token) => call('POST', path, token, body),
  };
}

const register = (api, name) =>
  api.post('/api/auth/register', {
    name: `Bench ${name}`,
    email: `bench-${name}-${randomUUID()}@example.com`,
    password: randomUUID(),
  });

/** Runs `act` for 0..count-1, a few at once, and keeps the order of the results. */
async function inParallel(count, act) {
  const results = new Array(count);
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const index = next++;
      results[index] = await act(index);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}
