import type { DeskSummaryDto, SpreadDto } from '@app/contracts';
import type { FigureEvent } from './figure-event';

/** Adds up what happened. */
export class FigureTally {
  private readonly count = { opened: 0, reopened: 0 };
  private readonly answered: number[] = [];
  private readonly solved: number[] = [];
  private readonly sla = { met: 0, missed: 0 };
  private readonly scores: number[] = [];

  add(event: FigureEvent): void {
    switch (event.kind) {
      case 'opened':
      case 'reopened':
        this.count[event.kind]++;
        break;
      case 'answered':
        this.answered.push(event.afterMs);
        break;
      case 'solved':
        this.solved.push(event.afterMs);
        break;
      case 'promise':
        this.sla[event.isMet ? 'met' : 'missed']++;
        break;
      case 'rated':
        this.scores.push(event.score);
        break;
      case 'backlog':
        // Counted from today backwards, by day.
        break;
    }
  }

  summary(): DeskSummaryDto {
    return {
      opened: this.count.opened,
      solved: this.solved.length,
      reopened: this.count.reopened,
      firstResponse: spreadOf(this.answered),
      resolution: spreadOf(this.solved),
      sla: { ...this.sla },
      rating: ratingOf(this.scores),
    };
  }
}

function spreadOf(times: number[]): SpreadDto {
  // Many times faster than an array's own, which asks somebody about every two of them.
  const sorted = Float64Array.from(times).sort();
  return { count: sorted.length, medianMs: quantile(sorted, 0.5), p90Ms: quantile(sorted, 0.9) };
}

/** Between the two nearest where it falls between them; whole milliseconds. */
function quantile(sorted: Float64Array, share: number): number | null {
  const place = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  if (below === undefined || above === undefined) return null;
  return Math.round(below + (above - below) * (place - Math.floor(place)));
}

function ratingOf(scores: number[]): DeskSummaryDto['rating'] {
  const count = scores.length;
  if (count === 0) return { count, mean: null, satisfiedPercent: null };
  const mean = scores.reduce((sum, score) => sum + score, 0) / count;
  const satisfied = scores.filter((score) => score >= 4).length;
  return { count, mean: Math.round(mean * 100) / 100, satisfiedPercent: Math.round((satisfied / count) * 100) };
}
