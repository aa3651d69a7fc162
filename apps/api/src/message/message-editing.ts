import type { EditMessageInput, MentionDto, MessageDto, MessageVersionsDto, ReactToMessageInput } from '@app/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '../auth/actor';
import { canAccess, isModerator } from '../chat/chat.policy';
import { ChatCache, type LiveChat } from '../chat/chat-cache';
import { AppError, forbidden } from '../common/app-error';
import { type ObjectId, toObjectId } from '../common/object-id';
import { RateLimits } from '../common/rate-limit';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { OfferService } from '../offer/offer.service';
import { BellFollower } from './bell-follower';
import { CarriedFiles } from './carried-files';
import { checkMentions, isSameMentions, requireMentionable } from './mention';
import { requireOpen, requireWritable } from './message.policy';
import { toMessageDto } from './message.presenter';
import { Message } from './message.schema';
import { type Changed, type DecideChange, MessageLog } from './message-log';
import { logLeftBehind, MessagePublisher } from './message-publisher';
import { blankQuote, isBlank } from './quote';
import { withReaction } from './reaction';
import { termsOf } from './search-terms';
import { requireFitting } from './text-size';

/** Changing what was said: edits, deletions, reactions. Each is one guarded write; a repeat changes nothing. */
@Injectable()
export class MessageEditing {
  constructor(
    @InjectModel(Message.name) private readonly messages: Model<Message>,
    private readonly chats: ChatCache,
    private readonly messageLog: MessageLog,
    private readonly publisher: MessagePublisher,
    private readonly bell: BellFollower,
    private readonly files: CarriedFiles,
    private readonly offers: OfferService,
    private readonly limits: RateLimits,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The sender within the window, moderators any time. The text before stays in the history. */
  async edit(actor: Actor, { messageId, text, mentions = [], changeId }: EditMessageInput): Promise<MessageDto> {
    const { chat, _id } = await this.require(actor, messageId);
    requireFitting(text, this.config.limits);
    checkMentions({ text, mentions });
    const changed = await this.change(actor, chat, _id, async (message) => {
      this.requireOwnOrModerator(actor, chat, message);
      if (message.deletedAt) throw deleted();
      requireWords(text, message);
      if (isSaid(message, text, mentions) || wasMade(message, changeId)) return null;
      if (!isModerator(actor, chat)) requireWritable(chat);
      await this.requireChangeable(actor, chat, message, this.config.limits.editWindowMs);
      requireMentionable(chat, newAmong(mentions, message));
      const spokenTo = mentions.length > 0 || message.mentions ? { mentions: [...mentions] } : {};
      const said = { text, terms: termsOf(text), ...spokenTo };
      return { ...said, editedAt: new Date(), history: withVersion(message, actor, changeId) };
    });
    if (changed.isChanged) await this.bell.follow(chat, changed.message);
    return toMessageDto(changed.message);
  }

  /** Leaves a tombstone, blanks the copies that replies carry, and lets its files go. Deleting twice is deleting once. */
  async delete(actor: Actor, messageId: string): Promise<MessageDto> {
    const { chat, _id } = await this.require(actor, messageId);
    const changed = await this.change(actor, chat, _id, async (message) => {
      this.requireOwnOrModerator(actor, chat, message);
      if (message.deletedAt) return null;
      await this.requireChangeable(actor, chat, message, this.config.limits.deleteWindowMs);
      const nothing = { text: '', terms: [], reactions: [], ...(message.mentions && { mentions: [] }) };
      return { ...nothing, deletedAt: new Date(), history: withVersion(message, actor) };
    });
    // Also on a repeat: a crash may have come between the tombstone and what follows from it.
    const { message } = changed;
    const followUps = [this.blankQuotes(chat, _id), this.files.letGo(chat, message), this.bell.follow(chat, message)];
    for (const step of await Promise.allSettled(followUps)) {
      if (step.status === 'rejected') logLeftBehind(step.reason, changed.message);
    }
    return toMessageDto(changed.message);
  }

  /** One row per person and emoji: on twice is on once. */
  async react(actor: Actor, { messageId, emoji, isOn }: ReactToMessageInput): Promise<MessageDto> {
    const { chat, _id } = await this.require(actor, messageId);
    if (!canAccess(actor, chat)) throw forbidden();
    const { message } = await this.change(actor, chat, _id, (current) => {
      if (current.type === 'system') throw forbidden();
      if (current.deletedAt) throw deleted();
      const reactions = withReaction(current.reactions ?? [], emoji, toObjectId(actor.id), isOn);
      if (!reactions) return null;
      requireWritable(chat);
      if (reactions.length > this.config.limits.reactionKindsMax) {
        throw new AppError('TOO_MANY_REACTIONS', 'This message has as many kinds of reactions as there can be.');
      }
      return { reactions };
    });
    return toMessageDto(message);
  }

  /** What the message said before, for moderators only. */
  async history(actor: Actor, messageId: string): Promise<MessageVersionsDto> {
    const { chat, message } = await this.require(actor, messageId);
    if (!isModerator(actor, chat)) throw forbidden();
    return {
      items: (message.history ?? []).map(({ text, replacedAt }) => ({ text, replacedAt: replacedAt.toISOString() })),
      attachments: message.attachments ?? [],
    };
  }

  /** Blanks what replies quoted of a message that is gone; each is a change of that reply, told like any other. */
  async blankQuotes(chat: LiveChat, deletedId: ObjectId): Promise<void> {
    const replies = await this.messages
      .find({ chatId: toObjectId(chat.id), 'replyTo.messageId': deletedId }, { replyTo: 1, rev: 1 })
      .sort({ seq: 1 })
      .lean<Pick<Message, '_id' | 'replyTo' | 'rev'>[]>()
      .exec();
    for (const { _id, replyTo } of replies) {
      if (!replyTo || isBlank(replyTo)) continue;
      await this.apply(chat, _id, ({ replyTo: quote }) =>
        quote && !isBlank(quote) ? { replyTo: blankQuote(quote) } : null,
      );
    }
  }

  private async change(actor: Actor, chat: LiveChat, messageId: ObjectId, decide: DecideChange): Promise<Changed> {
    await this.limits.consume('change', actor.id);
    const changed = await this.apply(chat, messageId, decide);
    if (!changed.isChanged) await this.publisher.catchUp(changed.message);
    return changed;
  }

  private async apply(chat: LiveChat, messageId: ObjectId, decide: DecideChange): Promise<Changed> {
    const changed = await this.messageLog.change(chat, messageId, decide);
    if (changed.isChanged) await this.publisher.publish(chat, changed.message, 'messageUpdated');
    return changed;
  }

  /** Unknown, foreign and forbidden are one answer. */
  private async require(actor: Actor, messageId: string) {
    const _id = toObjectId(messageId);
    const message = await this.messages.findById(_id).lean<Message>().exec();
    const chat = message && (await this.chats.get(message.chatId.toHexString()));
    if (!chat || !(canAccess(actor, chat) || isModerator(actor, chat))) throw forbidden();
    return { chat, message, _id };
  }

  private requireOwnOrModerator(actor: Actor, chat: LiveChat, message: Message): void {
    const isOwn = message.senderId?.toHexString() === actor.id;
    if (message.type === 'system' || !(isOwn || isModerator(actor, chat))) throw forbidden();
  }

  /** For senders. What led to an accepted offer stays as it was said, and so do offers and the answers to them. */
  private async requireChangeable(actor: Actor, chat: LiveChat, message: Message, windowMs: number): Promise<void> {
    if (isModerator(actor, chat)) return;
    requireOpen(chat);
    const isLocked = message.type === 'offer' || (await this.offers.isLocked(chat.id, message.seq));
    if (isLocked) throw new AppError('LOCKED', 'This message belongs to an offer and stays as it is.');
    if (message.seq <= chat.lockedSeq) throw new AppError('LOCKED', 'This message stays as it is.');
    if (Date.now() - message.createdAt.getTime() > windowMs) {
      throw new AppError('EDIT_WINDOW_CLOSED', 'It is too late to change this message.');
    }
  }
}

function isSaid(message: Message, text: string, mentions: readonly MentionDto[]): boolean {
  return message.text === text && isSameMentions(message.mentions, mentions);
}

/** Who was spoken to before may have left since; that must not keep a typo in the text. */
function newAmong(mentions: readonly MentionDto[], { mentions: before = [] }: Message): MentionDto[] {
  return mentions.filter(({ userId }) => !before.some((known) => known.userId === userId));
}

/** A repeat may come late, after a newer edit has taken its place. */
function wasMade({ history = [] }: Message, changeId: string | undefined): boolean {
  return changeId !== undefined && history.some((version) => version.changeId === changeId);
}

function withVersion({ history = [], text }: Message, actor: Actor, changeId?: string): Message['history'] {
  const replaced = { text, replacedAt: new Date(), replacedBy: toObjectId(actor.id), ...(changeId && { changeId }) };
  return [...history, replaced];
}

/** Only beside files, which say something themselves. */
function requireWords(text: string, { attachments = [] }: Message): void {
  if (text !== '' || attachments.length > 0) return;
  throw new AppError('VALIDATION', 'A message says something.', { fields: { text: 'empty' } });
}

function deleted(): AppError {
  return new AppError('MESSAGE_DELETED', 'This message was deleted.');
}
