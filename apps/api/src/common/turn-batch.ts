/**
 * Collects what one event-loop turn produced and writes it as one command, settling each caller by its own result.
 * A database command costs about 100 us of our own CPU, so commands per message are what decides throughput.
 */
export class TurnBatch<Item> {
  private waiting: { item: Item; settle: (error?: unknown) => void }[] = [];

  /** `write` gets the turn's items and answers an error (or undefined) for each, in order; a throw fails all. */
  constructor(
    private readonly write: (items: Item[]) => Promise<(unknown | undefined)[]>,
    private readonly maxItems = 500,
  ) {}

  add(item: Item): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (error?: unknown) => (error === undefined ? resolve() : reject(error));
      if (this.waiting.push({ item, settle }) === 1) setImmediate(() => this.flush());
    });
  }

  private flush(): void {
    const all = this.waiting;
    this.waiting = [];
    for (let start = 0; start < all.length; start += this.maxItems) {
      void this.writePart(all.slice(start, start + this.maxItems));
    }
  }

  private async writePart(part: { item: Item; settle: (error?: unknown) => void }[]): Promise<void> {
    try {
      const errors = await this.write(part.map(({ item }) => item));
      part.forEach(({ settle }, index) => {
        settle(errors[index]);
      });
    } catch (error) {
      for (const { settle } of part) settle(error ?? new Error('The batch failed.'));
    }
  }
}
