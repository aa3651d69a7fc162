import { createHash } from 'node:crypto';
import type { SupportTicketDto } from '@app/contracts';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { ArticleEditing } from '../article/article-editing';
import type { Actor } from '../auth/actor';
import { BroadcastService } from '../broadcast/broadcast.service';
import { Chat } from '../chat/chat.schema';
import { ChatService } from '../chat/chat.service';
import { log } from '../common/log';
import { type ObjectId, toObjectId } from '../common/object-id';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { ChatOpening } from '../membership/chat-opening';
import { Message } from '../message/message.schema';
import { MessageService } from '../message/message.service';
import { Notification } from '../notification/notification.schema';
import { SupportTicket } from '../support-ticket/support-ticket.schema';
import { SupportTicketService } from '../support-ticket/support-ticket.service';
import { TicketEditing } from '../support-ticket/ticket-editing';
import { UserService } from '../user/user.service';
import { DEMO_ARTICLES } from './demo-articles';
import { DemoMarker } from './demo-marker';
import {
  DEMO_BROADCAST,
  DEMO_CHATS,
  DEMO_PEOPLE,
  DEMO_TICKETS,
  type DemoChat,
  type DemoTicket,
  type PersonKey,
} from './demo-marketplace';

const MINUTE_MS = 60_000;

/**
 * Loads the demo marketplace once, through the same services as everybody's requests. Every id is derived from a name,
 * so a load that was cut off is completed at the next start, without doubles.
 */
@Injectable()
export class DemoSeeder implements OnApplicationBootstrap {
  private readonly actors = new Map<PersonKey, Actor>();
  private readonly now = Date.now();

  constructor(
    @InjectModel(Message.name) private readonly messageRows: Model<Message>,
    @InjectModel(Chat.name) private readonly chatRows: Model<Chat>,
    @InjectModel(Notification.name) private readonly bellRows: Model<Notification>,
    @InjectModel(SupportTicket.name) private readonly ticketRows: Model<SupportTicket>,
    private readonly marker: DemoMarker,
    private readonly users: UserService,
    private readonly chats: ChatService,
    private readonly opening: ChatOpening,
    private readonly messages: MessageService,
    private readonly tickets: SupportTicketService,
    private readonly editing: TicketEditing,
    private readonly articles: ArticleEditing,
    private readonly broadcasts: BroadcastService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (await this.marker.isLoaded()) return;
    await this.addPeople();
    for (const chat of DEMO_CHATS) await this.addChat(chat);
    for (const ticket of DEMO_TICKETS) await this.addTicket(ticket);
    for (const [key, article] of Object.entries(DEMO_ARTICLES)) {
      await this.articles.create(this.actor('karim'), article, demoObjectId(`article:${key}`));
    }
    await this.broadcasts.create(this.actor('karim'), {
      broadcastId: demoId('broadcast'),
      variants: DEMO_BROADCAST,
      defaultLocale: 'en',
    });
    await this.marker.setLoaded();
    log.info({ people: DEMO_PEOPLE.length, chats: DEMO_CHATS.length }, 'demo marketplace loaded');
  }

  private async addPeople(): Promise<void> {
    for (const { key, name, role, part, locale, region } of DEMO_PEOPLE) {
      const email = `${key}@demo.example`;
      const known = await this.users.findByEmail(email);
      const demo = { name, email, role, locale, region, timeZone: 'Africa/Algiers', demoPart: part, tags: [part] };
      const { _id } = known ?? (await this.users.create(demo));
      this.actors.set(key, { id: _id.toHexString(), role, sessionId: '' });
    }
  }

  private async addChat({ key, between, context, lines, unread = 0 }: DemoChat): Promise<void> {
    const [first, second] = between.map((person) => this.actor(person)) as [Actor, Actor];
    const { image, ...card } = context;
    const imageUrl = `${this.config.publicUrl}/demo/${image}`;
    const chat = await this.opening.open(first, { memberIds: [second.id], context: { ...card, imageUrl } });
    const ids: string[] = [];
    for (const [index, { from, text, replyTo, ago }] of lines.entries()) {
      const { message } = await this.messages.send(this.actor(from), {
        chatId: chat.id,
        clientMsgId: demoId(`${key}:${index}`),
        text,
        ...(replyTo !== undefined && { replyToId: ids[replyTo] }),
      });
      ids.push(message.id);
      await this.backdate(message.id, ago);
    }
    await this.chats.markRead(first, chat.id, lines.length - unread);
    await this.chats.markRead(second, chat.id, lines.length);
  }

  private async addTicket({ key, requester, input, ago, answer }: DemoTicket): Promise<void> {
    const ticket = await this.tickets.create(this.actor(requester), { ...input, clientMsgId: demoId(key) });
    await this.backdateTicket(ticket, ago);
    if (!answer) return;
    const actor = this.actor(answer.from);
    const clientMsgId = demoId(`${key}:answer`);
    await this.messages.send(actor, { chatId: ticket.chatId, clientMsgId, text: answer.text });
    const { state } = await this.tickets.get(actor, ticket.id);
    if (state !== 'pending') await this.editing.update(actor, ticket.id, { state: 'pending' });
    await this.backdateTicket(ticket, answer.ago);
  }

  /** Demo only: a marketplace where everything was said this second would look like nobody's. */
  private async backdate(messageId: string, minutesAgo: number): Promise<void> {
    const at = this.minutesAgo(minutesAgo);
    const _id = toObjectId(messageId);
    const message = await this.messageRows
      .findOneAndUpdate({ _id }, { $set: { createdAt: at } })
      .lean<Message>()
      .exec();
    const chatId = message?.chatId;
    await this.chatRows.updateOne(
      { _id: chatId, 'lastMessage.messageId': _id },
      { $set: { lastActivityAt: at, 'lastMessage.createdAt': at } },
    );
    await this.bellRows.updateMany({ groupKey: `chat:${chatId?.toHexString()}` }, { $set: { updatedAt: at } });
  }

  /** A ticket's own dates, and whatever its thread said since the load began. */
  private async backdateTicket({ id, chatId }: SupportTicketDto, minutesAgo: number): Promise<void> {
    const at = this.minutesAgo(minutesAgo);
    const since = new Date(this.now);
    const thread = { chatId: toObjectId(chatId), createdAt: { $gte: since } };
    const lines = await this.messageRows.find(thread).sort({ seq: 1 }).lean<Message[]>().exec();
    for (const { _id } of lines) await this.backdate(_id.toHexString(), minutesAgo);
    await this.ticketRows.updateOne(
      { _id: toObjectId(id) },
      { $set: { updatedAt: at, 'history.$[fresh].at': at }, $min: { createdAt: at } },
      { arrayFilters: [{ 'fresh.at': { $gte: since } }] },
    );
    await this.bellRows.updateMany({ groupKey: `ticket:${id}` }, { $set: { updatedAt: at } });
  }

  private minutesAgo(minutes: number): Date {
    return new Date(this.now - minutes * MINUTE_MS);
  }

  private actor(key: PersonKey): Actor {
    const actor = this.actors.get(key);
    if (!actor) throw new Error(`There is no demo person ${key}.`);
    return actor;
  }
}

/** A UUID that is the same at every start. */
function demoId(name: string): string {
  const hex = createHash('sha256').update(`parley demo ${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function demoObjectId(name: string): ObjectId {
  return toObjectId(demoId(name).replaceAll('-', '').slice(0, 24));
}
