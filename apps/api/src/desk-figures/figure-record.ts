import { FIRST_CATEGORIES } from '@app/contracts';
import type { FigureEvent } from './figure-event';

const KINDS = [
  'opened',
  'answered',
  'solved',
  'reopened',
  'promise',
  'rated',
  'backlog',
] as const satisfies FigureEvent['kind'][];
/** Kind, category, agent, moment, number. */
const BYTES = 1 + 1 + 4 + 8 + 8;
const NOBODY = 0xff_ff_ff_ff;

/** Events without their names: each a few bytes, and the agents and categories once. */
export interface PackedFigures {
  names: string[];
  /** The desk's own categories among them; absent when there is none. The first ones have the first numbers. */
  categories?: string[];
  records: Buffer;
}

export function pack(events: readonly FigureEvent[]): PackedFigures {
  const agents = new Map<string, number>();
  const categories = new Map<string, number>(FIRST_CATEGORIES.map((key, place) => [key, place]));
  const records = Buffer.alloc(events.length * BYTES);
  let at = 0;
  for (const event of events) {
    records.writeUInt8(KINDS.indexOf(event.kind), at);
    records.writeUInt8(placeIn(categories, event.category), at + 1);
    records.writeUInt32LE(event.agentId === null ? NOBODY : placeIn(agents, event.agentId), at + 2);
    records.writeDoubleLE(event.at, at + 6);
    records.writeDoubleLE(numberOf(event), at + 14);
    at += BYTES;
  }
  const own = [...categories.keys()].slice(FIRST_CATEGORIES.length);
  return { names: [...agents.keys()], ...(own.length > 0 && { categories: own }), records };
}

export function unpack({ names, categories = [], records }: PackedFigures): FigureEvent[] {
  const keys: readonly string[] = [...FIRST_CATEGORIES, ...categories];
  const events: FigureEvent[] = [];
  for (let start = 0; start < records.length; start += BYTES) {
    const at = records.readDoubleLE(start + 6);
    const category = keys[records.readUInt8(start + 1)] as string;
    const agentId = names[records.readUInt32LE(start + 2)] ?? null;
    const number = records.readDoubleLE(start + 14);
    // Spelled out: a year of a large desk is millions of these.
    switch (KINDS[records.readUInt8(start)]) {
      case 'answered':
        events.push({ kind: 'answered', afterMs: number, at, category, agentId });
        break;
      case 'solved':
        events.push({ kind: 'solved', afterMs: number, at, category, agentId });
        break;
      case 'promise':
        events.push({ kind: 'promise', isMet: number === 1, at, category, agentId });
        break;
      case 'rated':
        events.push({ kind: 'rated', score: number, at, category, agentId });
        break;
      case 'backlog':
        events.push({ kind: 'backlog', by: number < 0 ? -1 : 1, at, category, agentId });
        break;
      case 'opened':
        events.push({ kind: 'opened', at, category, agentId });
        break;
      case 'reopened':
        events.push({ kind: 'reopened', at, category, agentId });
        break;
      case undefined:
        throw new Error('The figures of a day were kept by a newer version.');
    }
  }
  return events;
}

function placeIn(places: Map<string, number>, name: string): number {
  const place = places.get(name) ?? places.size;
  places.set(name, place);
  return place;
}

function numberOf(event: FigureEvent): number {
  switch (event.kind) {
    case 'answered':
    case 'solved':
      return event.afterMs;
    case 'promise':
      return Number(event.isMet);
    case 'rated':
      return event.score;
    case 'backlog':
      return event.by;
    default:
      return 0;
  }
}
