import { Injectable } from '@nestjs/common';
import { ClosedFigures } from './closed-figures';
import type { FigureEvent } from './figure-event';
import { OpenFigures } from './open-figures';

/** Everything that counts: from tickets that are worked on, and from those that were closed since a moment. */
@Injectable()
export class FigureReader {
  constructor(
    private readonly open: OpenFigures,
    private readonly closed: ClosedFigures,
  ) {}

  /** Whatever happened to a ticket happened before it was closed, or is its rating. */
  async *since(begin: Date): AsyncGenerator<FigureEvent[]> {
    const read = new Set<string>();
    yield* this.open.all(read);
    yield* this.closed.since(begin.getTime(), read);
  }

  /** Unsolved tickets. */
  backlog(): Promise<number> {
    return this.open.count();
  }
}
