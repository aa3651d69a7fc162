import { randomUUID } from 'node:crypto';
import type { Scene } from './scene';

interface BadRequest {
  what: string;
  wanted: string;
  body?: string;
  type?: string;
  token?: string;
  path?: string;
}

const valid = () => ({ clientMsgId: randomUUID(), text: 'hello' });
const JSON_TYPE = 'application/json';

/** Of the answers to bad input that the promise names, one of each kind; each is also sent while things break. */
const REQUESTS: readonly BadRequest[] = [
  { what: 'malformed JSON', wanted: '400 BAD_JSON', body: '{"text":' },
  { what: 'an empty list', wanted: '400', body: '[]' },
  { what: 'no JSON', wanted: '415', body: 'text=hello', type: 'application/x-www-form-urlencoded' },
  { what: 'an operator', wanted: '400 VALIDATION', body: JSON.stringify({ ...valid(), text: { $ne: null } }) },
  { what: 'somebody else as sender', wanted: '400 VALIDATION', body: JSON.stringify({ ...valid(), senderId: 'me' }) },
  { what: 'a NUL', wanted: '400 VALIDATION', body: JSON.stringify({ ...valid(), text: 'a\u0000b' }) },
  { what: 'deep nesting', wanted: '400', body: `${'['.repeat(10_000)}${']'.repeat(10_000)}` },
  { what: 'a large body', wanted: '413', body: JSON.stringify({ ...valid(), text: 'x'.repeat(200_000) }) },
  { what: 'no id of a chat', wanted: '400', body: JSON.stringify(valid()), path: 'chats/abc/messages' },
  {
    what: 'a strange chat',
    wanted: '403 FORBIDDEN',
    body: JSON.stringify(valid()),
    path: `chats/${'0'.repeat(24)}/messages`,
  },
  { what: 'no token', wanted: '401 UNAUTHENTICATED', body: JSON.stringify(valid()), token: '' },
  { what: 'a forged token', wanted: '401 TOKEN_INVALID', body: JSON.stringify(valid()), token: 'Bearer a.b.c' },
];

export const BAD_INPUT: Scene = {
  name: 'bad input',
  async run({ nodes, people, tabs, log }) {
    const chatId = tabs[0]?.chatIds[0];
    for (const { url } of nodes) {
      for (const { what, wanted, body, type = JSON_TYPE, token, path = `chats/${chatId}/messages` } of REQUESTS) {
        const authorization = token ?? `Bearer ${people[0]?.accessToken}`;
        const headers = { 'content-type': type, ...(authorization && { authorization }) };
        const response = await fetch(`${url}/api/${path}`, { method: 'POST', headers, body });
        const { error } = (await response.json()) as { error?: { code: string } };
        const code = `${response.status} ${error?.code}`;
        const got = code.startsWith(wanted) ? wanted : code;
        log.write({ kind: 'answer', invariant: 'I10', what: `the answer to ${what}`, wanted, got });
      }
    }
    return `${REQUESTS.length} kinds to each node`;
  },
};
