import type {
  AttachmentDto,
  MentionDto,
  MessageType,
  OfferAnswerInput,
  OfferInput,
  SendMessageInput,
  SystemEventDto,
} from '@app/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { AttachmentService } from '../attachment/attachment.service';
import type { Actor } from '../auth/actor';
import type { LiveChat } from '../chat/chat-cache';
import { AppError } from '../common/app-error';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { toOfferDto } from '../offer/offer.presenter';
import { OfferService } from '../offer/offer.service';
import { checkMentions, requireMentionable } from './mention';
import type { Message } from './message.schema';
import { MessageSource } from './message-source';
import { requireFitting } from './text-size';

/** What a message says and carries, as its row will hold it. */
export interface MessageContent {
  type: MessageType;
  text: string;
  mentions?: MentionDto[];
  system: SystemEventDto | null;
  carried: Pick<Message, 'attachments' | 'offer' | 'offerAnswer'>;
  isForwarded: boolean;
}

/** Makes the content of a message out of what its sender asked for. */
@Injectable()
export class MessageContents {
  constructor(
    private readonly source: MessageSource,
    private readonly attachments: AttachmentService,
    private readonly offers: OfferService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Refuses what can be refused without reading. */
  check(input: SendMessageInput): void {
    const { text, forwardOfId, attachmentIds, offer, offerAnswer } = input;
    if (!forwardOfId) requireFitting(text, this.config.limits);
    checkMentions(input);
    if ([forwardOfId, attachmentIds, offer, offerAnswer].filter((part) => part !== undefined).length > 1) {
      throw new AppError('VALIDATION', 'A message is forwarded, or carries files, or an offer, or an answer to one.');
    }
  }

  /**
   * Runs in the turn of the message in its chat, before its insert; a repeat of a send runs it again.
   * @throws the refusal of whatever is to be carried.
   */
  async of(actor: Actor, chat: LiveChat, input: SendMessageInput): Promise<MessageContent> {
    const { mentions } = input;
    requireMentionable(chat, mentions);
    const content = await this.carrying(actor, chat, input);
    return mentions?.length ? { ...content, mentions } : content;
  }

  private async carrying(actor: Actor, chat: LiveChat, input: SendMessageInput): Promise<MessageContent> {
    if (input.forwardOfId) return this.copyOf(actor, chat, input.forwardOfId);
    if (input.attachmentIds) return this.withFiles(actor, chat, input, input.attachmentIds);
    if (input.offer) return this.withOffer(actor, chat, input, input.offer);
    if (input.offerAnswer) return this.withAnswer(actor, chat, input, input.offerAnswer);
    return plain(input.text);
  }

  private async withOffer(actor: Actor, chat: LiveChat, input: SendMessageInput, asked: OfferInput) {
    await this.source.requireUnsent(actor, input);
    const offer = toOfferDto(await this.offers.make(actor, chat, input, asked));
    return { ...plain(input.text), type: 'offer' as const, carried: { offer } };
  }

  private async withAnswer(actor: Actor, chat: LiveChat, input: SendMessageInput, asked: OfferAnswerInput) {
    await this.source.requireUnsent(actor, input);
    const { amount, currency } = await this.offers.answer(actor, chat, input, asked);
    return { ...plain(input.text), type: 'offer' as const, carried: { offerAnswer: { ...asked, amount, currency } } };
  }

  private async withFiles(actor: Actor, chat: LiveChat, input: SendMessageInput, ids: string[]) {
    await this.source.requireUnsent(actor, input);
    const attachments = await this.attachments.claim(chat, actor.id, input.clientMsgId, ids);
    return { ...plain(input.text), type: typeOf(attachments), carried: { attachments } };
  }

  private async copyOf(actor: Actor, chat: LiveChat, messageId: string): Promise<MessageContent> {
    const original = await this.source.toForward(actor, messageId);
    if (!original) {
      const fields = { forwardOfId: 'cannot be forwarded' };
      throw new AppError('VALIDATION', 'This message cannot be forwarded.', { fields });
    }
    const { text, type, attachments } = original;
    if (!attachments) return { ...plain(text), isForwarded: true };
    await this.attachments.share(
      chat,
      attachments.map(({ id }) => id),
    );
    return { ...plain(text), type, carried: { attachments }, isForwarded: true };
  }
}

function typeOf(attachments: AttachmentDto[]): MessageType {
  if (attachments.every(({ kind }) => kind === 'image')) return 'image';
  return attachments.every(({ kind }) => kind === 'voice') ? 'voice' : 'file';
}

function plain(text: string): MessageContent {
  return { type: 'text', text, system: null, carried: {}, isForwarded: false };
}

/** A line by the house. */
export function systemContent(system: SystemEventDto): MessageContent {
  return { ...plain(''), type: 'system', system };
}

/** What a send asked for. A copied text does not count: by the time of a retry its original may have been edited. */
export function bodyOf(input: SendMessageInput): unknown {
  const { text, replyToId, forwardOfId } = input;
  const quoted = replyToId ?? null;
  if (forwardOfId) return [null, null, quoted, forwardOfId];
  const carried = carriedBy(input);
  const said = input.mentions?.length ? [text, input.mentions.map(({ userId, from, to }) => [userId, from, to])] : text;
  return carried ? [said, null, quoted, null, carried] : [said, null, quoted];
}

function carriedBy({ attachmentIds, offer, offerAnswer }: SendMessageInput): unknown {
  if (offer) return { offer: [offer.amount, offer.currency, offer.counterOfId ?? null] };
  if (offerAnswer) return { offerAnswer: [offerAnswer.offerId, offerAnswer.answer] };
  return attachmentIds && { attachmentIds };
}
