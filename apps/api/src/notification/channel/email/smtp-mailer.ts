import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { type Letter, LetterRefused, Mailer } from './mailer';

const TIMEOUT_MS = 20_000;
const CONNECTIONS_MIN = 3;
const PERMANENT = 500;
/** The address, not the connection, is what such a server minds. */
const ADDRESS_COMMANDS = ['RCPT TO', 'DATA'];

/** Letters by SMTP, over a few connections that are kept. */
@Injectable()
export class SmtpMailer extends Mailer implements OnModuleDestroy {
  private readonly transport;

  constructor(
    smtpUrl: string,
    private readonly from: string,
    atOnce: number,
  ) {
    super();
    const connections = Math.max(CONNECTIONS_MIN, atOnce);
    const times = `connectionTimeout=${TIMEOUT_MS}&greetingTimeout=${TIMEOUT_MS}&socketTimeout=${TIMEOUT_MS}`;
    const url = `${smtpUrl}${smtpUrl.includes('?') ? '&' : '?'}pool=true&maxConnections=${connections}&${times}`;
    this.transport = createTransport(url);
  }

  async send(letter: Letter): Promise<void> {
    try {
      await this.transport.sendMail({ from: this.from, ...letter });
    } catch (error) {
      const { responseCode = 0, command = '' } = error as { responseCode?: number; command?: string };
      if (responseCode < PERMANENT || !ADDRESS_COMMANDS.includes(command)) throw error;
      throw new LetterRefused(`The mail server refused the letter (${responseCode}).`);
    }
  }

  onModuleDestroy(): void {
    this.transport.close();
  }
}
