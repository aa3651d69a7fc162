import type { CreatedNotificationDto, CreateNotificationInput, NotificationDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { AppError } from '../common/app-error';
import { isDuplicateKey } from '../common/mongo-error';
import { newObjectId } from '../common/object-id';
import { ExternalUsers } from '../user/external-users';
import type { User } from '../user/user.schema';
import { UserService } from '../user/user.service';
import { Bell } from './bell';
import { CustomEvent } from './custom-event.schema';
import { hashOf } from './custom-event-input';
import { NotificationService } from './notification.service';
import { type FilledTemplate, NotificationTemplates } from './template/templates';

/** Events of the marketplace, each once by its key. */
@Injectable()
export class CustomEvents {
  constructor(
    @InjectModel(CustomEvent.name) private readonly events: Model<CustomEvent>,
    private readonly users: UserService,
    private readonly external: ExternalUsers,
    private readonly templates: NotificationTemplates,
    private readonly notifications: NotificationService,
    private readonly bell: Bell,
  ) {}

  async create(input: CreateNotificationInput): Promise<CreatedNotificationDto> {
    const user = await (input.userId ? this.users.findById(input.userId) : this.external.find(input.externalId ?? ''));
    if (!user || user.bannedAt) throw new AppError('USER_NOT_FOUND', 'There is no such person.');
    const known = await this.events.findOne({ key: input.idempotencyKey }).lean<CustomEvent>().exec();
    // A template that has gone or changed meanwhile is no reason not to know a repeat.
    const words = known?.doneAt ? null : await this.wordsOf(input, user);
    const { event, isFirst } = await this.claim(input, user);
    if (words && !event.doneAt) await this.deliver(event, user, words);
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

  private async wordsOf(input: CreateNotificationInput, { locale }: User): Promise<FilledTemplate> {
    const { link, isCritical } = input;
    if (input.template !== undefined) {
      const filled = await this.templates.fill(input.template, input.variables ?? {}, locale);
      return { ...filled, link: link ?? filled.link, isCritical: isCritical ?? filled.isCritical };
    }
    const { title, text } = input.variants[locale] ?? input.variants[input.defaultLocale] ?? { title: '', text: '' };
    return { title, text, category: input.category, link: link ?? null, isCritical: isCritical ?? false };
  }

  private async deliver(event: CustomEvent, user: User, words: FilledTemplate): Promise<void> {
    const about = { type: 'custom' as const, groupKey: groupOf(event), seq: 1, data: {} };
    await this.notifications.ring(user._id.toHexString(), { ...about, ...words });
    await this.events.updateOne({ _id: event._id }, { $set: { doneAt: new Date() } });
  }

  private rowOf(event: CustomEvent): Promise<NotificationDto | null> {
    return this.bell.newestOf(event.userId.toHexString(), groupOf(event));
  }
}

function groupOf({ _id }: CustomEvent): string {
  return `custom:${_id.toHexString()}`;
}
