import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ArticleEditing } from '../article/article-editing';
import type { Actor } from '../auth/actor';
import { BroadcastService } from '../broadcast/broadcast.service';
import { ChatService } from '../chat/chat.service';
import { log } from '../common/log';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { ChatOpening } from '../membership/chat-opening';
import { MessageService } from '../message/message.service';
import { UserService } from '../user/user.service';
import { DEMO_ARTICLES } from './demo-articles';
import { DemoClock } from './demo-clock';
import { DemoDesk } from './demo-desk';
import { demoId, demoObjectId } from './demo-id';
import { DemoMarker } from './demo-marker';
import {
  DEMO_BROADCAST,
  DEMO_CHATS,
  DEMO_PEOPLE,
  DEMO_TICKETS,
  type DemoChat,
  type PersonKey,
} from './demo-marketplace';

/**
 * Loads the demo marketplace once, through the same services as everybody's requests. Every id is derived from a name,
 * so a load that was cut off is completed at the next start, without doubles.
 */
@Injectable()
export class DemoSeeder implements OnApplicationBootstrap {
  private readonly actors = new Map<PersonKey, Actor>();

  constructor(
    private readonly marker: DemoMarker,
    private readonly users: UserService,
    private readonly chats: ChatService,
    private readonly opening: ChatOpening,
    private readonly messages: MessageService,
    private readonly desk: DemoDesk,
    private readonly clock: DemoClock,
    private readonly articles: ArticleEditing,
    private readonly broadcasts: BroadcastService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (await this.marker.isLoaded()) return;
    await this.addPeople();
    for (const chat of DEMO_CHATS) await this.addChat(chat);
    for (const ticket of DEMO_TICKETS) await this.desk.addTicket(ticket, (key) => this.actor(key));
    await this.desk.openDesk((key) => this.actor(key));
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
      await this.clock.backdate(message.id, ago);
    }
    await this.chats.markRead(first, chat.id, lines.length - unread);
    await this.chats.markRead(second, chat.id, lines.length);
  }

  private actor(key: PersonKey): Actor {
    const actor = this.actors.get(key);
    if (!actor) throw new Error(`There is no demo person ${key}.`);
    return actor;
  }
}
