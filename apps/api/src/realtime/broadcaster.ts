import type { ClientToServerEvents, ServerToClientEvents } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import type { Server } from 'socket.io';
import { Cluster } from '../cluster/cluster';
import { log } from '../common/log';
import { room } from './room';
import type { ParleySocket, SocketData } from './socket-data';

export type ParleyServer = Server<ClientToServerEvents, ServerToClientEvents, Record<string, never>, SocketData>;

type Fact = keyof ServerToClientEvents;
type Payload<F extends Fact> = Parameters<ServerToClientEvents[F]>[0];

/** Sockets written to in one turn when everybody is. */
const SLICE = 250;
const FEW_ROOMS = 8;

/**
 * The only emitter, and a leaf: it knows rooms and facts, no domain. Only the service that wrote something announces it,
 * once, to one audience, with the very DTO that REST returns.
 */
@Injectable()
export class Broadcaster {
  private server: ParleyServer | null = null;

  constructor(private readonly cluster: Cluster) {
    cluster.on('toEverybody', ({ fact, payload }) => this.toOwnInSlices(fact as Fact, payload as Payload<Fact>));
  }

  attach(server: ParleyServer): void {
    this.server = server;
  }

  toUsers<F extends Fact>(userIds: Iterable<string>, fact: F, payload: Payload<F>): void {
    this.emitToPeople(Array.from(userIds, room.user), fact, payload);
  }

  /** To the people of a support chat: the named users and all staff, each socket once. */
  toUsersAndStaff<F extends Fact>(userIds: Iterable<string>, fact: F, payload: Payload<F>): void {
    this.emit([...Array.from(userIds, room.user), room.staff], fact, payload);
  }

  toStaff<F extends Fact>(fact: F, payload: Payload<F>): void {
    this.emit([room.staff], fact, payload);
  }

  /** Best effort, to the sockets that have the chat on screen, some people's excepted. */
  toChatViewers<F extends Fact>(chatId: string, exceptUserIds: string[], fact: F, payload: Payload<F>): void {
    const audience = this.server?.to(room.chat(chatId)).except(exceptUserIds.map(room.user)).volatile;
    audience?.emit(fact, ...([payload] as Parameters<ServerToClientEvents[F]>));
  }

  /** To the one tab that talks in a call. */
  toDevice<F extends Fact>(userId: string, deviceId: string, fact: F, payload: Payload<F>): void {
    this.emit([room.device(userId, deviceId)], fact, payload);
  }

  /** The people whom sockets of this process watch. */
  watchedHere(): string[] {
    const names = [...(this.server?.sockets.adapter.rooms.keys() ?? [])];
    return names.flatMap((name) => room.watchedIn(name) ?? []);
  }

  /** To the watchers on this process. */
  toOwnPresenceWatchers(userId: string, payload: Payload<'presence'>): void {
    this.server?.local.to(room.presence(userId)).emit('presence', payload);
  }

  toPresenceWatchers(userId: string, payload: Payload<'presence'>): void {
    if (this.cluster.isAlone && !this.isHere(room.presence(userId))) return;
    this.server?.to(room.presence(userId)).emit('presence', payload);
  }

  /** To the staff's sockets of this process that have the ticket on screen. */
  toOwnTicketViewers(ticketId: string, payload: Payload<'ticketViewers'>): void {
    this.server?.local.to(room.ticket(ticketId)).emit('ticketViewers', payload);
  }

  /** To the sockets of this process alone. */
  toOwn<F extends Fact>(fact: F, payload: Payload<F>): void {
    this.server?.local.emit(fact, ...([payload] as Parameters<ServerToClientEvents[F]>));
  }

  /**
   * To every socket, by each process to its own, not at once but in slices with a turn of the event loop between them: writing to ten
   * thousand at once would hold up everybody's messages.
   */
  toEverybodyInSlices<F extends Fact>(fact: F, payload: Payload<F>): void {
    this.cluster.publish('toEverybody', { fact, payload });
    this.toOwnInSlices(fact, payload);
  }

  private toOwnInSlices<F extends Fact>(fact: F, payload: Payload<F>): void {
    const ids = [...(this.server?.sockets.sockets.keys() ?? [])];
    const next = (from: number) => {
      if (from >= ids.length) return;
      const slice = this.server?.local.to(ids.slice(from, from + SLICE));
      slice?.emit(fact, ...([payload] as Parameters<ServerToClientEvents[F]>));
      setImmediate(next, from + SLICE);
    };
    next(0);
  }

  /** True while the tab that talks in a call has a socket, on whichever process; null: not here, and the others cannot be asked. */
  async isDeviceListening(userId: string, deviceId: string): Promise<boolean | null> {
    const name = room.device(userId, deviceId);
    if (this.isHere(name)) return true;
    if (this.cluster.isAlone) return false;
    if (!this.cluster.isInTouch) return null;
    try {
      return ((await this.server?.in(name).fetchSockets()) ?? []).length > 0;
    } catch (err) {
      log.warn({ err }, 'not every process said who listens');
      return null;
    }
  }

  /** False only when nobody would hear what is sent to the person; work for nobody is saved. */
  mayBeListening(userId: string): boolean {
    return !this.cluster.isAlone || this.isHere(room.user(userId));
  }

  private isHere(name: string): boolean {
    return this.server?.sockets.adapter.rooms.has(name) ?? false;
  }

  /** Takes a person's sockets out of the room of a chat that they may not follow any more. */
  leaveChat(userId: string, chatId: string): void {
    this.server?.in(room.user(userId)).socketsLeave(room.chat(chatId));
  }

  /** Takes a person's sockets out of the room that tells another one's presence. */
  stopWatching(userId: string, watchedId: string): void {
    this.server?.in(room.user(userId)).socketsLeave(room.presence(watchedId));
  }

  ownSockets(): ParleySocket[] {
    return [...(this.server?.sockets.sockets.values() ?? [])];
  }

  get roomCount(): number {
    return this.server?.sockets.adapter.rooms.size ?? 0;
  }

  /** How many sockets this process holds. */
  get socketCount(): number {
    return this.server?.engine.clientsCount ?? 0;
  }

  /** Ends every socket of a session (log-out, refresh reuse) or of a person (ban). */
  disconnect(match: (data: SocketData) => boolean): void {
    for (const socket of this.server?.sockets.sockets.values() ?? []) {
      if (match(socket.data)) socket.disconnect(true);
    }
  }

  /**
   * Rooms of different people have different sockets, so a few of them can be told one by one: then only the processes that have
   * such a room hear of it. Many at once go to every process.
   */
  private emitToPeople<F extends Fact>(rooms: string[], fact: F, payload: Payload<F>): void {
    if (this.cluster.isAlone || rooms.length > FEW_ROOMS) this.emit(rooms, fact, payload);
    else for (const name of new Set(rooms)) this.emit([name], fact, payload);
  }

  private emit<F extends Fact>(rooms: string[], fact: F, payload: Payload<F>): void {
    if (rooms.length === 0) return;
    this.server?.to(rooms).emit(fact, ...([payload] as Parameters<ServerToClientEvents[F]>));
  }
}
