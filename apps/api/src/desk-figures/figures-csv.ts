import type { DeskFiguresDto, DeskSummaryDto } from '@app/contracts';

type Cell = string | number | null;

const COLUMNS = [
  ...['part', 'name', 'opened', 'solved', 'reopened', 'backlog'],
  ...['first_response_count', 'first_response_median_ms', 'first_response_p90_ms'],
  ...['resolution_count', 'resolution_median_ms', 'resolution_p90_ms'],
  ...['sla_met', 'sla_missed', 'rating_count', 'rating_mean', 'rating_satisfied_percent', 'label'],
];

/** Spreadsheets take a byte order mark for "this is UTF-8", and a cell that begins so for a formula. */
const BOM = '\uFEFF';
const FORMULA = /^[=+\-@\t\r]/;

/**
 * The figures as a table (RFC 4180): the whole, each day, each agent, each category. Names of columns are for programs, as is a category's
 * key; what it is called is its label.
 */
export function toFiguresCsv(
  { total, backlog, byDay, byAgent, byCategory }: DeskFiguresDto,
  categoryNames: ReadonlyMap<string, string>,
): string {
  const rows = [
    COLUMNS,
    row('total', '', total, backlog),
    ...byDay.map((day) => row('day', day.day, day, day.backlog)),
    ...byAgent.map((each) => row('agent', each.agent.name, each, null)),
    ...byCategory.map((each) => row('category', each.category, each, null, categoryNames.get(each.category))),
  ];
  return `${BOM}${rows.map((cells) => cells.map(toCell).join(',')).join('\r\n')}\r\n`;
}

function row(part: string, name: string, summary: DeskSummaryDto, backlog: number | null, label = ''): Cell[] {
  const { opened, solved, reopened, firstResponse, resolution, sla, rating } = summary;
  return [
    ...[part, name, opened, solved, reopened, backlog],
    ...[firstResponse.count, firstResponse.medianMs, firstResponse.p90Ms],
    ...[resolution.count, resolution.medianMs, resolution.p90Ms],
    ...[sla.met, sla.missed, rating.count, rating.mean, rating.satisfiedPercent, label],
  ];
}

function toCell(value: Cell): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
