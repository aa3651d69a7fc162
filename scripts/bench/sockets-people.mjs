import { createRequire } from 'node:module';
import { inRoot } from '../lib/paths.mjs';
import { fillChats } from './filling.mjs';

const BATCH = 5_000;
const DAY_MS = 86_400_000;
const TOKEN_TTL = '12h';

/**
 * People with a session each, and a chat of every listener with one of the talkers, written straight into the database: ten thousand
 * registrations would take longer than the bench.
 * @param {import('mongodb').Db} db
 * @typedef {{ token: string, chats: { chatId: string, listener: number }[] }} Talker
 * @returns {Promise<{ listeners: { token: string, listener: number }[], talkers: Talker[], pairs: import('./population.mjs').Pair[] }>}
 */
export async function fillPeople(db, { listeners, talkers, pairs, jwtSecret }) {
  const sign = signer(jwtSecret);
  const people = await insertPeople(db, listeners + talkers + 2 * pairs);
  const crowd = people.splice(0, listeners);
  const voices = people.splice(0, talkers);
  const couples = Array.from({ length: pairs }, () => people.splice(0, 2));
  const wanted = [...crowd.map((person, at) => [person, voices[at % talkers]]), ...couples];
  const { ids } = await fillChats(
    db,
    wanted.map((two) => ({ people: two.map(({ userId }) => userId), size: 0 })),
  );
  const ofPairs = ids.splice(listeners);
  return {
    pairs: couples.map((two, at) => ({ chatId: ofPairs[at], tokens: two.map(sign) })),
    listeners: crowd.map((person, listener) => ({ token: sign(person), listener })),
    talkers: voices.map((person, at) => ({
      token: sign(person),
      chats: ids.map((chatId, listener) => ({ chatId, listener })).filter(({ listener }) => listener % talkers === at),
    })),
  };
}

async function insertPeople(db, count) {
  const { ObjectId } = createRequire(import.meta.url)('bson');
  const now = new Date();
  const people = Array.from({ length: count }, () => ({ _id: new ObjectId(), session: new ObjectId() }));
  for (let from = 0; from < count; from += BATCH) {
    const part = people.slice(from, from + BATCH);
    const users = part.map(({ _id }, at) => ({
      ...{ _id, name: `Person ${from + at}`, nameWords: ['person'], avatarUrl: null, role: 'user', locale: 'en' },
      ...{ timeZone: 'UTC', region: null, lastSeenAt: null, bannedAt: null, createdAt: now },
    }));
    const sessions = part.map(({ _id: userId, session: _id }) => ({
      ...{ _id, userId, counter: 1, rotatedAt: now, expiresAt: new Date(now.getTime() + DAY_MS), revokedAt: null },
    }));
    await db.collection('users').insertMany(users, { ordered: false });
    await db.collection('sessions').insertMany(sessions, { ordered: false });
  }
  return people.map(({ _id, session }) => ({ userId: _id.toHexString(), sessionId: session.toHexString() }));
}

/** Tokens as the API's own, which live longer: a soak is no test of how they are renewed. */
function signer(jwtSecret) {
  const load = createRequire(import.meta.url);
  const { verifyOptions } = load(inRoot('dist/apps/api/src/auth/token.service.js'));
  const { JwtService } = load('@nestjs/jwt');
  const { issuer, audience } = verifyOptions();
  const jwt = new JwtService({ secret: jwtSecret });
  return ({ userId, sessionId }) =>
    jwt.sign({ sub: userId, role: 'user', sid: sessionId, typ: 'access' }, { issuer, audience, expiresIn: TOKEN_TTL });
}
