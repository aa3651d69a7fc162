import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { log } from '../common/log';
import { OfferRecovery } from '../message/offer-recovery';
import type { Offer } from '../offer/offer.schema';
import { OfferStore } from '../offer/offer-store';

const EVERY_MS = 60_000;
const AT_ONCE = 200;
/** A step that is just being taken completes itself. */
const GRACE_MS = 10_000;

/** At the start, and every minute: steps of offers that were stored but not told are told. */
@Injectable()
export class OfferUpkeep implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly offers: OfferStore,
    private readonly recovery: OfferRecovery,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.timer = setInterval(() => {
      this.running = this.run(new Date(Date.now() - GRACE_MS));
    }, EVERY_MS).unref();
    this.running = this.run(new Date());
    await this.running;
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Never throws: what fails is tried again at the next round. */
  async run(before: Date): Promise<void> {
    try {
      for (const offer of await this.offers.unsettled(null, AT_ONCE)) {
        if (steppedAt(offer) <= before) await this.complete(offer);
      }
    } catch (err) {
      log.error({ err }, 'steps of offers cannot be looked at');
    }
  }

  private async complete(offer: Offer): Promise<void> {
    await this.recovery.complete(offer).catch((err: unknown) => {
      log.error({ err, offerId: offer._id }, 'a step of an offer could not be completed');
    });
  }
}

function steppedAt({ createdAt, closedAt }: Offer): Date {
  return closedAt ?? createdAt;
}
