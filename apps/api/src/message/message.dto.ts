import {
  DEFAULT_LIMITS,
  type DeleteMessageInput,
  type EditMessageBody,
  type EditMessageInput,
  type MentionDto,
  type MessagePageQuery,
  type MessageSearchQuery,
  type ReactToMessageInput,
  type SendMessageBody,
  type SendMessageInput,
  type SyncChatInput,
} from '@app/contracts';
import { applyDecorators } from '@nestjs/common';
import { OmitType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsInt,
  IsObject,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsId } from '../common/id.rule';
import { CanBeAbsent, IsNested } from '../common/optional.rule';
import { PageQueryDto } from '../common/page.dto';
import { IsVisibleText } from '../common/text.rule';
import { OfferAnswerInputDto, OfferInputDto } from '../offer/offer.dto';
import { IsEmoji } from './emoji.rule';

export class MentionInputDto implements MentionDto {
  @IsId()
  userId!: string;

  @IsInt()
  @Min(0)
  from!: number;

  @IsInt()
  @Min(0)
  to!: number;
}

/** Where they may stand is checked with the text. */
function AreMentions(): PropertyDecorator {
  return applyDecorators(
    CanBeAbsent(),
    IsArray(),
    ArrayMaxSize(DEFAULT_LIMITS.mentionsMax),
    IsObject({ each: true }),
    ValidateNested({ each: true }),
    Type(() => MentionInputDto),
  );
}

export class SendMessageDto implements SendMessageInput {
  @IsId()
  chatId!: string;

  @IsUUID()
  clientMsgId!: string;

  /** Said by the forwarded message when there is one; may be empty beside something else that is sent. */
  @ValidateIf((input: SendMessageDto) => input.forwardOfId === undefined && !(input.text === '' && carries(input)))
  @IsVisibleText(DEFAULT_LIMITS.messageMaxCodePoints)
  text!: string;

  @AreMentions()
  mentions?: MentionInputDto[];

  @CanBeAbsent()
  @IsId()
  replyToId?: string;

  @CanBeAbsent()
  @IsId()
  forwardOfId?: string;

  @CanBeAbsent()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(DEFAULT_LIMITS.attachmentsPerMessageMax)
  @ArrayUnique()
  @IsId({ each: true })
  attachmentIds?: string[];

  @CanBeAbsent()
  @IsNested(() => OfferInputDto)
  offer?: OfferInputDto;

  @CanBeAbsent()
  @IsNested(() => OfferAnswerInputDto)
  offerAnswer?: OfferAnswerInputDto;
}

/** What a message may say without words. */
function carries({ attachmentIds, offer, offerAnswer }: SendMessageDto): boolean {
  return (attachmentIds ?? offer ?? offerAnswer) !== undefined;
}

export class SendMessageBodyDto extends OmitType(SendMessageDto, ['chatId'] as const) implements SendMessageBody {}

export class EditMessageDto implements EditMessageInput {
  @IsId()
  messageId!: string;

  /** May be empty where a caption is taken away. */
  @ValidateIf(({ text }: EditMessageDto) => text !== '')
  @IsVisibleText(DEFAULT_LIMITS.messageMaxCodePoints)
  text!: string;

  @AreMentions()
  mentions?: MentionInputDto[];

  @CanBeAbsent()
  @IsUUID()
  changeId?: string;
}

export class EditMessageBodyDto extends OmitType(EditMessageDto, ['messageId'] as const) implements EditMessageBody {}

export class DeleteMessageDto implements DeleteMessageInput {
  @IsId()
  messageId!: string;
}

export class ReactToMessageDto implements ReactToMessageInput {
  @IsId()
  messageId!: string;

  @IsEmoji()
  emoji!: string;

  @IsBoolean()
  isOn!: boolean;
}

export class MessagePageQueryDto implements MessagePageQuery {
  @CanBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  before?: number;

  @CanBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  after?: number;

  @CanBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  around?: number;

  @CanBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(DEFAULT_LIMITS.pageMax)
  limit: number = DEFAULT_LIMITS.pageSize;
}

export class MessageSearchQueryDto extends PageQueryDto implements MessageSearchQuery {
  @IsString()
  @MinLength(2)
  @MaxLength(100)
  query!: string;

  @CanBeAbsent()
  @IsId()
  chatId?: string;
}

export class ChangesQueryDto {
  @Type(() => Number)
  @IsInt()
  @Min(0)
  sinceRev!: number;

  @CanBeAbsent()
  @IsString()
  @MaxLength(64)
  epoch?: string;
}

export class SyncChatDto extends ChangesQueryDto implements SyncChatInput {
  @IsId()
  chatId!: string;
}
