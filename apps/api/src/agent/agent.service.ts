import type { AcceptTicketsInput, AgentCapacityInput, AgentDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '../auth/actor';
import { AppError } from '../common/app-error';
import { toObjectId } from '../common/object-id';
import { Presence } from '../realtime/presence';
import { UserService } from '../user/user.service';
import { UserDirectory } from '../user/user-directory';
import { Agent, DEFAULT_CAPACITY } from './agent.schema';
import { AgentLoads } from './agent-loads';
import { AgentNews } from './agent-news';

const STAFF_MAX = 500;

/** Who of the staff takes tickets, and how many. */
@Injectable()
export class AgentService {
  constructor(
    @InjectModel(Agent.name) private readonly agents: Model<Agent>,
    private readonly loads: AgentLoads,
    private readonly presence: Presence,
    private readonly users: UserService,
    private readonly directory: UserDirectory,
    private readonly news: AgentNews,
  ) {
    news.shows((ids) => this.present(ids));
  }

  /** All of the staff, by name. */
  async list(): Promise<AgentDto[]> {
    const ids = await this.directory.idsAfter({ role: { $in: ['agent', 'admin'] } }, null, new Date(), STAFF_MAX);
    const agents = await this.present(ids.map((id) => id.toHexString()));
    return agents.sort((a, b) => a.user.name.localeCompare(b.user.name) || (a.user.id < b.user.id ? -1 : 1));
  }

  setAccepting(actor: Actor, { isAccepting }: AcceptTicketsInput): Promise<AgentDto> {
    return this.set(actor.id, { isAccepting });
  }

  async setCapacity(userId: string, { capacity }: AgentCapacityInput): Promise<AgentDto> {
    if ((await this.users.summaryOf(userId)).role === 'user') {
      throw new AppError('USER_NOT_FOUND', 'There is no such person on the desk.');
    }
    return this.set(userId, { capacity });
  }

  private async set(userId: string, change: Partial<Agent>): Promise<AgentDto> {
    const made = { capacity: DEFAULT_CAPACITY, isAccepting: false, turn: 0, held: [], lastGivenAt: null };
    const missing = Object.fromEntries(Object.entries(made).filter(([name]) => !(name in change)));
    await this.agents.updateOne({ _id: toObjectId(userId) }, { $set: change, $setOnInsert: missing }, { upsert: true });
    const [agent] = await this.present([userId]);
    if (!agent) throw new AppError('USER_NOT_FOUND', 'There is no such person.');
    this.news.tell([agent]);
    this.news.hasRoom();
    return agent;
  }

  private async present(userIds: string[]): Promise<AgentDto[]> {
    const ids = userIds.map(toObjectId);
    const [people, rows, presences, loads] = await Promise.all([
      this.users.summariesOf(userIds),
      this.agents
        .find({ _id: { $in: ids } })
        .lean<Agent[]>()
        .exec(),
      this.presence.of(userIds),
      Promise.all(ids.map((id) => this.loads.of(id))),
    ]);
    return userIds.flatMap((userId, index) => {
      const user = people.get(userId);
      if (!user || user.role === 'user') return [];
      const row = rows.find(({ _id }) => _id.toHexString() === userId);
      return [
        {
          user,
          isOnline: presences[index]?.state !== 'offline',
          isAccepting: row?.isAccepting ?? false,
          capacity: row?.capacity ?? DEFAULT_CAPACITY,
          load: loads[index] ?? 0,
        },
      ];
    });
  }
}
