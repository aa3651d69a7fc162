import type { ChatDto } from '@app/contracts';
import type { Clock } from '../core/clock';
import type { ServerClock } from '../core/server-clock';

export interface MuteTimer {
  /** Looks at the chats again. */
  watch(byId: Readonly<Record<string, ChatDto>>): void;
  stop(): void;
}

/** Longer waits than a day are made in steps; a timer cannot wait for ever. */
const STEP_MS = 86_400_000;

/** A mute ends by itself, and no fact tells: the chat counts again, and may come out of the archive. */
export function createMuteTimer(clock: Clock, serverClock: ServerClock, onEnded: (chatId: string) => void): MuteTimer {
  let watched: Readonly<Record<string, ChatDto>> = {};
  let nextAt = Number.POSITIVE_INFINITY;
  let cancel = () => {};

  const endOf = ({ mutedUntil }: ChatDto) => (mutedUntil === null ? Number.POSITIVE_INFINITY : Date.parse(mutedUntil));

  const schedule = () => {
    cancel();
    const wait = nextAt - serverClock.now();
    // What is muted for years needs no timer.
    if (wait < 30 * STEP_MS) cancel = clock.after(Math.min(Math.max(wait, 0), STEP_MS), check);
  };

  const check = () => {
    const now = serverClock.now();
    const ended = Object.values(watched).filter((chat) => endOf(chat) === nextAt && nextAt <= now);
    if (ended.length === 0) return schedule();
    nextAt = Number.POSITIVE_INFINITY;
    for (const { id } of ended) onEnded(id);
  };

  return {
    watch(byId) {
      if (byId === watched) return;
      watched = byId;
      const now = serverClock.now();
      const soonest = Math.min(
        ...Object.values(byId)
          .map(endOf)
          .filter((end) => end > now),
      );
      if (soonest === nextAt) return;
      nextAt = soonest;
      schedule();
    },
    stop: () => cancel(),
  };
}
