import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { OutboxLetterContentDto, OutboxLetterDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { type Letter, Mailer } from './mailer';

/** The newest so many are kept. */
const KEEP = 1_000;
const LIST_MAX = 100;
const ID = /^\d{13}-[0-9a-f]{8}$/;

/** Letters as files in a folder, for who has no mail server: each as `.eml`, and what a list shows of it beside. */
@Injectable()
export class OutboxMailer extends Mailer {
  private readonly transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

  constructor(
    private readonly dir: string,
    private readonly from: string,
  ) {
    super();
  }

  async send(letter: Letter): Promise<void> {
    const { message } = await this.transport.sendMail({ from: this.from, ...letter });
    const at = new Date();
    const id = `${at.getTime()}-${randomBytes(4).toString('hex')}`;
    const listed: OutboxLetterDto = { id, to: letter.to.address, subject: letter.subject, at: at.toISOString() };
    await mkdir(this.dir, { recursive: true, mode: 0o700 });
    await writeFile(this.pathOf(id, 'eml'), message as unknown as Buffer, { mode: 0o600 });
    // The list goes by this file, so it comes last and whole.
    await writeFile(this.pathOf(id, 'tmp'), JSON.stringify(listed), { mode: 0o600 });
    await rename(this.pathOf(id, 'tmp'), this.pathOf(id, 'json'));
    await this.dropOld();
  }

  /** The newest first. */
  async list(): Promise<OutboxLetterDto[]> {
    const ids = (await this.ids()).slice(-LIST_MAX).reverse();
    return Promise.all(ids.map((id) => this.read(id)));
  }

  /** Null when there is none. */
  async find(id: string): Promise<OutboxLetterContentDto | null> {
    if (!ID.test(id) || !(await this.ids()).includes(id)) return null;
    const raw = await readFile(this.pathOf(id, 'eml'), 'utf8');
    return { ...(await this.read(id)), raw };
  }

  private async read(id: string): Promise<OutboxLetterDto> {
    return JSON.parse(await readFile(this.pathOf(id, 'json'), 'utf8')) as OutboxLetterDto;
  }

  private async ids(): Promise<string[]> {
    await mkdir(this.dir, { recursive: true, mode: 0o700 });
    const names = await readdir(this.dir);
    return names
      .filter((name) => name.endsWith('.json'))
      .map((name) => path.basename(name, '.json'))
      .filter((id) => ID.test(id))
      .sort();
  }

  private async dropOld(): Promise<void> {
    const old = (await this.ids()).slice(0, -KEEP);
    const files = old.flatMap((id) => [this.pathOf(id, 'json'), this.pathOf(id, 'eml')]);
    await Promise.all(files.map((file) => rm(file, { force: true })));
  }

  private pathOf(id: string, extension: string): string {
    return path.join(this.dir, `${id}.${extension}`);
  }
}
