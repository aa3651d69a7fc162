import { createHash } from 'node:crypto';
import type { CreatedNotificationDto, CreateNotificationInput, NotificationDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { AppError } from '../common/app-error';
import { isDuplicateKey } from '../common/mongo-error';
import { newObjectId } from '../common/object-id';
import type { User } from '../user/user.schema';
import { UserService } from '../user/user.service';
import { Bell } from './bell';
import { CustomEvent } from './custom-event.schema';
import { NotificationService } from './notification.service';

/** Events of the marketplace, each once by its key. */
@Injectable()
export class CustomEvents {
  constructor(
    @InjectModel(CustomEvent.name) private readonly events: Model<CustomEvent>,
    private readonly users: UserService,
    private readonly notifications: NotificationService,
    private readonly bell: Bell,
  ) {}

  async create(input: CreateNotificationInput): Promise<CreatedNotificationDto> {
    const text = input.variants[input.defaultLocale];
    if (!text) throw missingVariant();
    const user = await this.users.findById(input.userId);
    if (!user || user.bannedAt) throw new AppError('USER_NOT_FOUND', 'There is no such person.');
    const { event, isFirst } = await this.claim(input, user);
    if (!event.doneAt) await this.deliver(event, user, input);
    return { notification: await this.rowOf(event), duplicate: !isFirst };
  }

  /** The insert decides which of several requests with one key is the first. */
  private async claim(input: CreateNotificationInput, user: User): Promise<{ event: CustomEvent; isFirst: boolean }> {
    const bodyHash = hashOf(input);
    const now = new Date();
    const event: CustomEvent = {
      _id: newObjectId(),
      key: input.idempotencyKey,
      bodyHash,
      userId: user._id,
      doneAt: null,
      createdAt: now,
    };
    try {
      await this.events.collection.insertOne(event);
      return { event, isFirst: true };
    } catch (error) {
      const first = isDuplicateKey(error) ? await this.events.findOne({ key: event.key }).lean<CustomEvent>() : null;
      if (!first) throw error;
      if (first.bodyHash === bodyHash) return { event: first, isFirst: false };
      throw new AppError('IDEMPOTENCY_KEY_REUSED', 'This key was used for another notification.');
    }
  }

  private async deliver(event: CustomEvent, user: User, input: CreateNotificationInput): Promise<void> {
    const { category, link = null, isCritical = false } = input;
    const text = input.variants[user.locale] ?? input.variants[input.defaultLocale];
    if (!text) throw missingVariant();
    const about = { type: 'custom' as const, category, groupKey: groupOf(event), seq: 1, data: {}, link, isCritical };
    await this.notifications.ring(user._id.toHexString(), { ...about, title: text.title, text: text.text });
    await this.events.updateOne({ _id: event._id }, { $set: { doneAt: new Date() } });
  }

  private rowOf(event: CustomEvent): Promise<NotificationDto | null> {
    return this.bell.newestOf(event.userId.toHexString(), groupOf(event));
  }
}

function groupOf({ _id }: CustomEvent): string {
  return `custom:${_id.toHexString()}`;
}

function missingVariant(): AppError {
  return new AppError('VALIDATION', 'There is no text in the default language.', {
    fields: { variants: 'needs the default language' },
  });
}

/** Of what is asked for, whatever order the fields came in. */
function hashOf({ idempotencyKey: _, variants, ...rest }: CreateNotificationInput): string {
  const { en, fr, ar } = variants;
  const texts = [en, fr, ar].map((variant) => variant && [variant.title, variant.text]);
  const { userId, category, defaultLocale, link = null, isCritical = false } = rest;
  const body = JSON.stringify([userId, category, defaultLocale, link, isCritical, texts]);
  return createHash('sha256').update(body).digest('base64url');
}
