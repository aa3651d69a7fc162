import { type DeskFiguresDto, labelIn } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { KeyedQueue } from '../common/keyed-queue';
import { TicketCategories } from '../ticket-category/ticket-categories';
import { UserService } from '../user/user.service';
import type { DeskFiguresQueryDto } from './desk-figures.dto';
import { beginOf, dayFinder, type FigurePeriod, nameOfDay, periodOf } from './figure-period';
import { FigureReader } from './figure-reader';
import { FigureTally } from './figure-tally';

/** How the desk does, added up from the tickets' history; what is kept of that can be counted again at any time. */
@Injectable()
export class DeskFiguresService {
  /** One after the other: figures of a year read many tickets. */
  private readonly queue = new KeyedQueue();

  constructor(
    private readonly reader: FigureReader,
    private readonly users: UserService,
    private readonly categories: TicketCategories,
  ) {}

  /** Leads see everybody; agents the whole, and themselves. */
  async figures(actor: Actor, { from, to, timeZone }: DeskFiguresQueryDto): Promise<DeskFiguresDto> {
    const period = periodOf({ from, to, timeZone: timeZone ?? (await this.users.me(actor.id)).timeZone });
    const figures = await this.queue.run('figures', () => this.addUp(period));
    if (actor.role === 'admin') return figures;
    return { ...figures, byAgent: figures.byAgent.filter(({ agent }) => agent.id === actor.id) };
  }

  /** What the categories are called, in the reader's language. */
  async categoryNames(actor: Actor): Promise<ReadonlyMap<string, string>> {
    const [{ categories }, { locale }] = await Promise.all([this.categories.all(), this.users.me(actor.id)]);
    return new Map(categories.map((category) => [category.key, labelIn(category, locale)]));
  }

  private async addUp(period: FigurePeriod): Promise<DeskFiguresDto> {
    const total = new FigureTally();
    const byDay = new Map<number, FigureTally>();
    const byAgent = new Map<string, FigureTally>();
    const byCategory = new Map<string, FigureTally>();
    const backlogOn = new Map<number, number>();
    const dayAt = dayFinder(period);
    const backlog = await this.reader.backlog();
    for await (const events of this.reader.since(beginOf(period))) {
      for (const event of events) {
        const day = dayAt(event.at);
        if (event.kind === 'backlog') backlogOn.set(day, (backlogOn.get(day) ?? 0) + event.by);
        if (day < period.from || day > period.to) continue;
        total.add(event);
        tallyOf(byDay, day).add(event);
        tallyOf(byCategory, event.category).add(event);
        if (event.agentId) tallyOf(byAgent, event.agentId).add(event);
      }
    }
    return {
      from: nameOfDay(period.from),
      to: nameOfDay(period.to),
      timeZone: period.timeZone,
      total: total.summary(),
      backlog,
      byDay: daysOf(period, byDay, backlogOn, backlog),
      byAgent: await this.agentsOf(byAgent),
      byCategory: await this.categoriesOf(byCategory),
    };
  }

  /** In the order of the menus. One that is not offered any more is there as long as something of it counts. */
  private async categoriesOf(tallies: Map<string, FigureTally>): Promise<DeskFiguresDto['byCategory']> {
    const { categories } = await this.categories.all();
    return categories
      .filter(({ key, isOffered }) => isOffered || tallies.has(key))
      .map(({ key }) => ({ category: key, ...tallyOf(tallies, key).summary() }));
  }

  /** By name. */
  private async agentsOf(tallies: Map<string, FigureTally>): Promise<DeskFiguresDto['byAgent']> {
    const people = await this.users.summariesOf([...tallies.keys()]);
    return [...tallies]
      .flatMap(([id, tally]) => {
        const agent = people.get(id);
        return agent ? [{ agent, ...tally.summary() }] : [];
      })
      .sort((a, b) => a.agent.name.localeCompare(b.agent.name) || (a.agent.id < b.agent.id ? -1 : 1));
  }
}

/** Every day of the period, the first first. The backlog at the end of a day is today's, without what came and went since. */
function daysOf(
  { from, to }: FigurePeriod,
  tallies: Map<number, FigureTally>,
  changes: Map<number, number>,
  backlogNow: number,
): DeskFiguresDto['byDay'] {
  let backlog = backlogNow;
  for (const [day, change] of changes) if (day > to) backlog -= change;
  const days: DeskFiguresDto['byDay'] = [];
  for (let day = to; day >= from; day--) {
    days.push({ day: nameOfDay(day), ...tallyOf(tallies, day).summary(), backlog });
    backlog -= changes.get(day) ?? 0;
  }
  return days.reverse();
}

function tallyOf<Key>(tallies: Map<Key, FigureTally>, key: Key): FigureTally {
  const known = tallies.get(key);
  if (known) return known;
  const made = new FigureTally();
  tallies.set(key, made);
  return made;
}
