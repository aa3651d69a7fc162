import {
  DEFAULT_LIMITS,
  OFFER_ANSWERS,
  type OfferAnswer,
  type OfferAnswerInput,
  type OfferInput,
} from '@app/contracts';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { IsId } from '../common/id.rule';
import { CanBeAbsent } from '../common/optional.rule';

/** ISO 4217, as far as this runtime knows it. */
const CURRENCIES = Intl.supportedValuesOf('currency');

export class OfferInputDto implements OfferInput {
  /** Minor units. */
  @IsInt()
  @Min(1)
  @Max(DEFAULT_LIMITS.offerMaxAmount)
  amount!: number;

  @IsIn(CURRENCIES, { message: 'currency must be an ISO 4217 code' })
  currency!: string;

  @CanBeAbsent()
  @IsId()
  counterOfId?: string;
}

export class OfferAnswerInputDto implements OfferAnswerInput {
  @IsId()
  offerId!: string;

  @IsIn(OFFER_ANSWERS)
  answer!: OfferAnswer;
}
