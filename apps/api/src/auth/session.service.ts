import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { LRUCache } from 'lru-cache';
import type { Model } from 'mongoose';
import { Cluster } from '../cluster/cluster';
import { AppError } from '../common/app-error';
import { newObjectId, toObjectId } from '../common/object-id';
import { SerialBatch } from '../common/serial-batch';
import { Broadcaster } from '../realtime/broadcaster';
import { Session } from './session.schema';
import type { RefreshClaims } from './token.service';

export const REFRESH_TTL_MS = 30 * 24 * 60 * 60_000;

/** A lost answer or a second tab may present the token before the live one for this long. */
const LEEWAY_MS = 10_000;

/** Of those who come one after the other, some are asked about together: a question costs more than the rest of a handshake. */
const LOOK_EVERY_MS = 15;

export interface StolenSession {
  userId: string;
  sessionId: string;
}

/** Told when a token came back that was traded before; for rooms to the right of this one. */
export type StolenListener = (session: StolenSession) => Promise<void>;

/** Sign-ins: rotation with reuse detection, revocation that reaches open sockets. */
@Injectable()
export class SessionService {
  /** A revocation on another process is noticed within this cache's one second. */
  private readonly live = new LRUCache<string, boolean>({ max: 50_000, ttl: 1_000 });

  /** Ended while this process ran. A session never comes back, so an answer of before its end cannot make it live again. */
  private readonly ended = new LRUCache<string, true>({ max: 50_000 });

  private readonly looking = new SerialBatch<boolean>((ids) => this.lookUp(ids), LOOK_EVERY_MS);

  private readonly listeners: StolenListener[] = [];

  constructor(
    @InjectModel(Session.name) private readonly sessions: Model<Session>,
    private readonly broadcaster: Broadcaster,
    private readonly cluster: Cluster,
  ) {
    cluster.on('sessionEnded', ({ sessionId }) => this.end(sessionId));
  }

  onStolen(listener: StolenListener): void {
    this.listeners.push(listener);
  }

  async start(userId: string): Promise<RefreshClaims> {
    const now = Date.now();
    const _id = newObjectId();
    await this.sessions.create({
      _id,
      userId: toObjectId(userId),
      counter: 1,
      rotatedAt: new Date(now),
      expiresAt: new Date(now + REFRESH_TTL_MS),
    });
    return { sessionId: _id.toHexString(), counter: 1 };
  }

  /** Trades a refresh token for its successor. A token used again later ends the whole family. */
  async rotate({ sessionId, counter }: RefreshClaims): Promise<RefreshClaims & { userId: string }> {
    const now = new Date();
    const _id = toObjectId(sessionId);
    const rotated = await this.sessions
      .findOneAndUpdate(
        { _id, counter, revokedAt: null, expiresAt: { $gt: now } },
        { $set: { counter: counter + 1, rotatedAt: now, expiresAt: new Date(now.getTime() + REFRESH_TTL_MS) } },
        { returnDocument: 'after' },
      )
      .lean<Session>()
      .exec();
    const session = rotated ?? (await this.sessions.findById(_id).lean<Session>().exec());
    const isEnded = !session || session.revokedAt !== null || session.expiresAt <= now;
    if (isEnded) throw revoked();
    const isRepeat = counter === session.counter - 1 && now.getTime() - session.rotatedAt.getTime() < LEEWAY_MS;
    if (!rotated && !isRepeat) {
      await this.revoke(sessionId);
      const stolen = { userId: session.userId.toHexString(), sessionId };
      await Promise.all(this.listeners.map((listener) => listener(stolen)));
      throw revoked();
    }
    return { sessionId, counter: session.counter, userId: session.userId.toHexString() };
  }

  async revoke(sessionId: string): Promise<void> {
    await this.sessions.updateOne({ _id: toObjectId(sessionId) }, { $set: { revokedAt: new Date() } });
    this.cluster.publish('sessionEnded', { sessionId });
    this.end(sessionId);
  }

  /** Ends here what other processes ended from that moment on: for when their word does not arrive. */
  async endAllSince(since: Date): Promise<void> {
    const ended = await this.sessions
      .find({ revokedAt: { $gte: since } }, { _id: 1 })
      .lean<Pick<Session, '_id'>[]>()
      .exec();
    if (ended.length === 0) return;
    const ids = new Set(ended.map(({ _id }) => _id.toHexString()));
    for (const id of ids) this.markEnded(id);
    this.broadcaster.disconnect((data) => ids.has(data.actor.sessionId));
  }

  /** What an ended session means to this process. */
  private end(sessionId: string): void {
    this.markEnded(sessionId);
    this.broadcaster.disconnect((data) => data.actor.sessionId === sessionId);
  }

  /** For who asked `requireLive` a moment ago: what this process has heard since. */
  isEnded(sessionId: string): boolean {
    return this.ended.has(sessionId);
  }

  private markEnded(sessionId: string): void {
    this.live.delete(sessionId);
    this.ended.set(sessionId, true);
  }

  async requireLive(sessionId: string): Promise<void> {
    let isLive = this.live.get(sessionId);
    if (isLive === undefined) {
      isLive = await this.looking.get(sessionId);
      this.live.set(sessionId, isLive);
    }
    if (!isLive || this.isEnded(sessionId)) throw revoked();
  }

  /** Of everybody who comes in one turn at once: ten thousand who reconnect together are not ten thousand commands. */
  private async lookUp(sessionIds: string[]): Promise<Map<string, boolean>> {
    const found = await this.sessions.collection
      .find({ _id: { $in: sessionIds.map(toObjectId) }, revokedAt: null }, { projection: { _id: 1 } })
      .toArray();
    const live = new Set(found.map(({ _id }) => _id.toHexString()));
    return new Map(sessionIds.map((id) => [id, live.has(id)]));
  }
}

function revoked(): AppError {
  return new AppError('SESSION_REVOKED', 'You were signed out. Sign in again.');
}
