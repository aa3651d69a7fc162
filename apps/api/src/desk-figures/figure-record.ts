import { TICKET_CATEGORIES, type TicketCategory } from '@app/contracts';
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

/** Events without their names: each a few bytes, and the agents once. */
export interface PackedFigures {
  names: string[];
  records: Buffer;
}

export function pack(events: readonly FigureEvent[]): PackedFigures {
  const places = new Map<string, number>();
  const placeOf = (agentId: string): number => {
    const place = places.get(agentId) ?? places.size;
    places.set(agentId, place);
    return place;
  };
  const records = Buffer.alloc(events.length * BYTES);
  let at = 0;
  for (const event of events) {
    records.writeUInt8(KINDS.indexOf(event.kind), at);
    records.writeUInt8(TICKET_CATEGORIES.indexOf(event.category), at + 1);
    records.writeUInt32LE(event.agentId === null ? NOBODY : placeOf(event.agentId), at + 2);
    records.writeDoubleLE(event.at, at + 6);
    records.writeDoubleLE(numberOf(event), at + 14);
    at += BYTES;
  }
  return { names: [...places.keys()], records };
}

export function unpack({ names, records }: PackedFigures): FigureEvent[] {
  const events: FigureEvent[] = [];
  for (let at = 0; at < records.length; at += BYTES) {
    const whose = {
      at: records.readDoubleLE(at + 6),
      category: TICKET_CATEGORIES[records.readUInt8(at + 1)] as TicketCategory,
      agentId: names[records.readUInt32LE(at + 2)] ?? null,
    };
    events.push(eventOf(KINDS[records.readUInt8(at)], records.readDoubleLE(at + 14), whose));
  }
  return events;
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

function eventOf(
  kind: FigureEvent['kind'] | undefined,
  number: number,
  whose: Pick<FigureEvent, 'at' | 'category' | 'agentId'>,
): FigureEvent {
  switch (kind) {
    case 'answered':
    case 'solved':
      return { kind, afterMs: number, ...whose };
    case 'promise':
      return { kind, isMet: number === 1, ...whose };
    case 'rated':
      return { kind, score: number, ...whose };
    case 'backlog':
      return { kind, by: number < 0 ? -1 : 1, ...whose };
    case 'opened':
    case 'reopened':
      return { kind, ...whose };
    case undefined:
      throw new Error('The figures of a day were kept by a newer version.');
  }
}
