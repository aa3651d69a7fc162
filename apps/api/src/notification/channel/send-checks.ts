import type { DecisionReason } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import type { Occasion } from './occasion';

export type SendCheck = (occasion: Occasion) => Promise<DecisionReason | null>;

/** Asked again right before something is sent. Rooms to the right say here why it may have become needless. */
@Injectable()
export class SendChecks {
  private readonly checks: SendCheck[] = [];

  /** Before the application has started. */
  register(check: SendCheck): void {
    this.checks.push(check);
  }

  async against(occasion: Occasion): Promise<DecisionReason | null> {
    for (const check of this.checks) {
      const reason = await check(occasion);
      if (reason) return reason;
    }
    return null;
  }
}
