import { Injectable, type OnModuleInit } from '@nestjs/common';
import { toObjectId } from '../common/object-id';
import { JobService } from '../job/job.service';
import { OfferRecovery } from '../message/offer-recovery';
import { OFFER_EXPIRY } from '../offer/offer.service';
import { OfferStore } from '../offer/offer-store';

/** Ends offers at their time, and tells it. */
@Injectable()
export class OfferExpiry implements OnModuleInit {
  constructor(
    private readonly jobs: JobService,
    private readonly offers: OfferStore,
    private readonly recovery: OfferRecovery,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(OFFER_EXPIRY, ({ key }) => this.expire(key));
  }

  /** An offer that was answered in time stays as it is. A repeat completes what the first try left undone. */
  async expire(offerId: string): Promise<void> {
    const _id = toObjectId(offerId);
    const offer = (await this.offers.expire(_id)) ?? (await this.offers.find(_id));
    if (offer?.state === 'expired' && !offer.isSettled) await this.recovery.complete(offer);
  }
}
