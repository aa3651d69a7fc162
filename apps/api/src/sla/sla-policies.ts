import {
  type BusinessHoursDto,
  type SlaPolicyDto,
  type SlaPolicyInput,
  TICKET_PRIORITIES,
  type TicketCategory,
  type TicketPriority,
} from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { AppError } from '../common/app-error';
import { TicketCategories } from '../ticket-category/ticket-categories';
import type { Block, BusinessHours } from './business-hours';
import type { SlaPolicy } from './sla-clock';
import { StoredSlaPolicy } from './sla-policy.schema';

const HOUR = 3_600_000;
const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6];
const ROUND_THE_CLOCK: BusinessHoursDto = {
  timeZone: 'UTC',
  blocks: WEEKDAYS.map((weekday) => ({ weekday, from: 0, to: 1_440 })),
  holidays: [],
};
/** Hours to the first answer, the next ones, and the solution, as long as no admin says otherwise. */
const DEFAULT_HOURS: Record<TicketPriority, [number, number, number]> = {
  urgent: [1, 2, 8],
  high: [4, 8, 24],
  normal: [8, 16, 72],
  low: [24, 48, 168],
};

/** What is promised for which tickets. */
@Injectable()
export class SlaPolicies {
  constructor(
    @InjectModel(StoredSlaPolicy.name) private readonly policies: Model<StoredSlaPolicy>,
    private readonly categories: TicketCategories,
  ) {}

  /** Every priority's own, then those of single categories. */
  async list(): Promise<SlaPolicyDto[]> {
    const stored = await this.policies.find().sort({ priority: 1, category: 1 }).lean<StoredSlaPolicy[]>().exec();
    const general = TICKET_PRIORITIES.map(
      (priority) => stored.find((policy) => policy.priority === priority && policy.category === null) ?? priority,
    );
    const special = stored.filter(({ category }) => category !== null);
    return [...general, ...special].map((policy) => (typeof policy === 'string' ? standard(policy) : toDto(policy)));
  }

  async put(input: SlaPolicyInput): Promise<SlaPolicyDto> {
    requireOrderly(input.hours);
    await this.categories.requireKnown([input.category]);
    const { priority, category, firstResponseMs, nextResponseMs, resolutionMs, escalates = false } = input;
    const { timeZone, blocks, holidays } = input.hours;
    const hours = {
      timeZone,
      blocks: blocks.map(({ weekday, from, to }) => ({ weekday, from, to })),
      holidays: [...holidays],
    };
    const stored = await this.policies
      .findOneAndUpdate(
        { priority, category },
        { $set: { hours, firstResponseMs, nextResponseMs, resolutionMs, escalates, updatedAt: new Date() } },
        { upsert: true, returnDocument: 'after' },
      )
      .lean<StoredSlaPolicy>()
      .exec();
    return toDto(stored);
  }

  /** The category's own promise, else the priority's. */
  async for(priority: TicketPriority, category: TicketCategory): Promise<SlaPolicy> {
    const stored = await this.policies
      .find({ priority, category: { $in: [category, null] } })
      .lean<StoredSlaPolicy[]>()
      .exec();
    const best = stored.find((policy) => policy.category === category) ?? stored[0] ?? standard(priority);
    const { hours, firstResponseMs, nextResponseMs, resolutionMs, escalates = false } = best;
    return { hours: toBusinessHours(hours), firstResponseMs, nextResponseMs, resolutionMs, escalates };
  }
}

function standard(priority: TicketPriority): SlaPolicyDto {
  const [first, next, resolution] = DEFAULT_HOURS[priority];
  const promises = { firstResponseMs: first * HOUR, nextResponseMs: next * HOUR, resolutionMs: resolution * HOUR };
  return { priority, category: null, hours: ROUND_THE_CLOCK, ...promises, escalates: false, updatedAt: null };
}

function toDto({ updatedAt, ...policy }: StoredSlaPolicy): SlaPolicyDto {
  const { priority, category, hours, firstResponseMs, nextResponseMs, resolutionMs, escalates = false } = policy;
  return {
    priority,
    category,
    hours,
    firstResponseMs,
    nextResponseMs,
    resolutionMs,
    escalates,
    updatedAt: updatedAt.toISOString(),
  };
}

function toBusinessHours({ timeZone, blocks, holidays }: BusinessHoursDto): BusinessHours {
  return { timeZone, holidays, week: WEEKDAYS.map((weekday) => blocksOf(blocks, weekday)) };
}

function blocksOf(blocks: BusinessHoursDto['blocks'], weekday: number): Block[] {
  return blocks
    .filter((block) => block.weekday === weekday)
    .map(({ from, to }) => ({ from, to }))
    .sort((a, b) => a.from - b.from);
}

/** Blocks that begin before they end and do not overlap; a desk that never opens promises nothing anybody could keep. */
function requireOrderly({ blocks }: BusinessHoursDto): void {
  const isOrderly = WEEKDAYS.every((weekday) =>
    blocksOf(blocks, weekday).every(({ from, to }, index, day) => from < to && (day[index - 1]?.to ?? 0) <= from),
  );
  if (isOrderly && blocks.length > 0) return;
  throw new AppError('VALIDATION', 'The business hours are not valid.', {
    fields: { 'hours.blocks': 'overlap or are empty' },
  });
}
