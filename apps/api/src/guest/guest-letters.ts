import type { SupportTicketDto } from '@app/contracts';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { log } from '../common/log';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { JobService } from '../job/job.service';
import { LetterRefused, Mailer } from '../notification/channel/email/mailer';
import { addressOf } from '../user/user.presenter';
import { UserService } from '../user/user.service';
import { composeGuestLetter } from './guest-letter';
import { GuestLinks } from './guest-links';

const JOB = 'guest-letter';

/** The letter with the link, by a durable job. The answers of the desk follow by the bell's own letters. */
@Injectable()
export class GuestLetters implements OnModuleInit {
  constructor(
    private readonly jobs: JobService,
    private readonly users: UserService,
    private readonly links: GuestLinks,
    private readonly mailer: Mailer,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(JOB, ({ key, data }) => this.send(String(data.userId), key, Number(data.number)));
  }

  /** One letter a ticket. */
  async plan(userId: string, { id, number }: SupportTicketDto): Promise<void> {
    await this.jobs.schedule({ kind: JOB, key: id, runAt: new Date(), data: { userId, number } });
  }

  private async send(userId: string, ticketId: string, number: number): Promise<void> {
    const guest = await this.users.findById(userId);
    const address = guest && addressOf(guest);
    if (!guest || !address || guest.bannedAt) return;
    try {
      await this.mailer.send({
        to: { name: '', address },
        ...composeGuestLetter({ number }, await this.links.issue(userId), guest.locale),
        messageId: `<guest.${ticketId}@${new URL(this.config.publicUrl).hostname}>`,
        headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': guest.locale },
      });
    } catch (err) {
      // There is no such mailbox: the visitor has the link on their screen.
      if (!(err instanceof LetterRefused)) throw err;
      log.info({ err, ticketId }, 'the letter to a guest was refused');
    }
  }
}
