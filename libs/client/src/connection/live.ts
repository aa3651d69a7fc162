import type { Clock } from '../core/clock';
import type { HostSignals } from '../core/environment';
import type { Commands } from './commands';
import type { Fact } from './transport';

/** The live side of the connection, for parts that are loaded when they are needed (`@app/client/desk`). */
export interface Live extends Commands {
  readonly clock: Clock;
  readonly signals: HostSignals;
  /** Every fact, after a new connection in its place among what was missed; the returned function ends it. */
  onFact(listener: (fact: Fact) => void): () => void;
}
