import type { BusinessBlockDto, SlaPolicyDto, SlaPolicyInput, SlaTarget } from '@app/contracts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
export const UNITS = { minutes: MINUTE_MS, hours: 60 * MINUTE_MS } as const;
export type Unit = keyof typeof UNITS;
const YEAR_MS = 366 * 24 * UNITS.hours;

/** A time as it is typed; empty promises nothing. */
export interface PromiseDraft {
  amount: string;
  unit: Unit;
}

/** From one time of a day to another, as time fields have them. Midnight at the end is the end of the day. */
export interface BlockDraft {
  weekday: number;
  from: string;
  to: string;
}

export interface PolicyDraft {
  promises: Record<SlaTarget, PromiseDraft>;
  /** A missed promise passes the ticket up to a lead. */
  escalates: boolean;
  timeZone: string;
  blocks: readonly BlockDraft[];
  holidays: readonly string[];
}

export type DayFault = 'order' | 'overlap';

export interface PolicyFaults {
  promises: readonly SlaTarget[];
  /** By weekday. */
  days: Readonly<Record<number, DayFault>>;
  isNeverOpen: boolean;
}

export function draftOf({
  hours,
  escalates,
  firstResponseMs,
  nextResponseMs,
  resolutionMs,
}: SlaPolicyDto): PolicyDraft {
  return {
    promises: {
      firstResponse: promiseOf(firstResponseMs),
      nextResponse: promiseOf(nextResponseMs),
      resolution: promiseOf(resolutionMs),
    },
    escalates,
    timeZone: hours.timeZone,
    blocks: hours.blocks.map(({ weekday, from, to }) => ({ weekday, from: toClock(from), to: toClock(to) })),
    holidays: [...hours.holidays].sort(),
  };
}

export function hoursOf({ timeZone, blocks, holidays }: PolicyDraft): SlaPolicyInput['hours'] {
  return { timeZone, blocks: blocks.map(toBlock), holidays: [...new Set(holidays)].sort() };
}

/** The policy as it is sent, with the promises and hours of the draft. */
export function inputOf({ updatedAt: _, ...policy }: SlaPolicyDto, draft: PolicyDraft): SlaPolicyInput {
  const { firstResponse, nextResponse, resolution } = draft.promises;
  return {
    ...policy,
    hours: hoursOf(draft),
    escalates: draft.escalates,
    firstResponseMs: toMs(firstResponse),
    nextResponseMs: toMs(nextResponse),
    resolutionMs: toMs(resolution),
  };
}

/** What the server would refuse, said before it is asked. */
export function faultsOf({ promises, blocks }: PolicyDraft): PolicyFaults {
  const days = Object.fromEntries(
    [0, 1, 2, 3, 4, 5, 6].flatMap((weekday) => {
      const fault = faultOfDay(blocks.filter((block) => block.weekday === weekday).map(toBlock));
      return fault ? [[weekday, fault]] : [];
    }),
  );
  const wrong = (Object.keys(promises) as SlaTarget[]).filter((target) => {
    const ms = toMs(promises[target]);
    return ms !== null && !(Number.isInteger(ms) && ms >= MINUTE_MS && ms <= YEAR_MS);
  });
  return { promises: wrong, days, isNeverOpen: blocks.length === 0 };
}

export function isFaultless({ promises, days, isNeverOpen }: PolicyFaults): boolean {
  return promises.length === 0 && Object.keys(days).length === 0 && !isNeverOpen;
}

function faultOfDay(blocks: readonly BusinessBlockDto[]): DayFault | undefined {
  const sorted = [...blocks].sort((a, b) => a.from - b.from);
  if (sorted.some(({ from, to }) => !(from < to))) return 'order';
  return sorted.some(({ from }, index) => from < (sorted[index - 1]?.to ?? 0)) ? 'overlap' : undefined;
}

function promiseOf(ms: number | null): PromiseDraft {
  if (ms === null) return { amount: '', unit: 'hours' };
  const unit = ms % UNITS.hours === 0 ? 'hours' : 'minutes';
  return { amount: `${Math.round(ms / UNITS[unit])}`, unit };
}

function toMs({ amount, unit }: PromiseDraft): number | null {
  return amount.trim() === '' ? null : Number(amount) * UNITS[unit];
}

function toClock(minute: number): string {
  const two = (value: number) => `${value}`.padStart(2, '0');
  return `${two(Math.floor((minute % DAY_MINUTES) / 60))}:${two(minute % 60)}`;
}

function toBlock({ weekday, from, to }: BlockDraft): BusinessBlockDto {
  return { weekday, from: toMinute(from), to: toMinute(to) || DAY_MINUTES };
}

/** NaN while it is not whole. */
function toMinute(clock: string): number {
  const [hours, minutes] = clock.split(':').map(Number);
  return (hours ?? Number.NaN) * 60 + (minutes ?? Number.NaN);
}
