import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';

interface EpochRow {
  _id: string;
  value: string;
}

/** The database's own name for its history. Another one means: numbers of before cannot be compared, start afresh. */
@Injectable()
export class EpochService implements OnModuleInit {
  private value = '';

  constructor(@InjectConnection() private readonly connection: Connection) {}

  async onModuleInit(): Promise<void> {
    const meta = this.connection.collection<EpochRow>('meta');
    // Read first: a process must be able to start, and to serve reads, when the disk is full.
    const row = (await meta.findOne({ _id: 'epoch' })) ?? (await this.name());
    if (!row) throw new Error('The database did not return its epoch.');
    this.value = row.value;
  }

  get current(): string {
    return this.value;
  }

  /** After an older copy was put in place, which carries its old name: numbers given since then will be given again. */
  async renew(): Promise<void> {
    this.value = randomUUID();
    const meta = this.connection.collection<EpochRow>('meta');
    await meta.updateOne({ _id: 'epoch' }, { $set: { value: this.value } }, { upsert: true });
  }

  /** Whichever process comes first. */
  private name(): Promise<EpochRow | null> {
    const name = { $setOnInsert: { value: randomUUID() } };
    const meta = this.connection.collection<EpochRow>('meta');
    return meta.findOneAndUpdate({ _id: 'epoch' }, name, { upsert: true, returnDocument: 'after' });
  }
}
