import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { isStaff } from '../auth/actor';
import type { ObjectId } from '../common/object-id';
import { Presence } from '../realtime/presence';
import { UserService } from '../user/user.service';
import { Agent } from './agent.schema';
import { AgentLoads } from './agent-loads';

/** A process that died while it gave a ticket holds the slot no longer than this. */
const HELD_MS = 10_000;

/** Somebody who can take one more ticket, as of a turn. */
export interface FreeAgent {
  id: ObjectId;
  turn: number;
  load: number;
  lastGivenAt: number;
}

/**
 * Room for tickets that come by themselves. The load is counted, never stored; what is being given and not yet counted is held on
 * the agent's row. Taking a slot is one update guarded by the turn in which the load was counted, so of two tickets at once the
 * second one finds the turn gone, and counts again.
 */
@Injectable()
export class AgentSlots {
  constructor(
    @InjectModel(Agent.name) private readonly agents: Model<Agent>,
    private readonly loads: AgentLoads,
    private readonly presence: Presence,
    private readonly users: UserService,
  ) {}

  /** Online, accepting and below capacity: the least loaded first, of equals who has waited longest. */
  async free(): Promise<FreeAgent[]> {
    const said = await this.agents.find({ isAccepting: true }).lean<Agent[]>().exec();
    if (said.length === 0) return [];
    const people = await this.users.summariesOf(said.map(({ _id }) => _id.toHexString()));
    // Whoever has left the desk may have said so before.
    const accepting = said.filter(({ _id }) => isStaff(people.get(_id.toHexString()) ?? { role: 'user' }));
    const presences = await this.presence.of(accepting.map(({ _id }) => _id.toHexString()));
    const here = accepting.filter((_, index) => presences[index]?.state !== 'offline');
    const counted = await Promise.all(here.map((agent) => this.count(agent)));
    return counted
      .filter(({ load }, index) => load < (here[index]?.capacity ?? 0))
      .sort((a, b) => a.load - b.load || a.lastGivenAt - b.lastGivenAt);
  }

  /** False when somebody else gave the agent a ticket since the load was counted. */
  async hold({ id, turn }: FreeAgent, ticketId: ObjectId): Promise<boolean> {
    const at = new Date();
    const { matchedCount } = await this.agents.updateOne(
      { _id: id, turn, isAccepting: true },
      { $inc: { turn: 1 }, $set: { lastGivenAt: at }, $push: { held: { ticketId, at } } },
    );
    return matchedCount === 1;
  }

  /** The ticket's own row says by now who has it, or that it is somebody else. */
  async release({ id }: FreeAgent, ticketId: ObjectId): Promise<void> {
    const forgotten = { at: { $lt: new Date(Date.now() - HELD_MS) } };
    await this.agents.updateOne({ _id: id }, { $pull: { held: { $or: [{ ticketId }, forgotten] } } });
  }

  private async count({ _id, turn, held, lastGivenAt }: Agent): Promise<FreeAgent> {
    const fresh = held.filter(({ at }) => at.getTime() > Date.now() - HELD_MS).map(({ ticketId }) => ticketId);
    // Held first, then all: a ticket that moves from one to the other in between counts twice, never not at all.
    const alreadyCounted = await this.loads.countedIn(_id, fresh);
    const load = (await this.loads.of(_id)) + fresh.length - alreadyCounted;
    return { id: _id, turn, load, lastGivenAt: lastGivenAt?.getTime() ?? 0 };
  }
}
