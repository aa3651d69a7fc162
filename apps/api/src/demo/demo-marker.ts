import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';

interface MarkerRow {
  _id: string;
  loadedAt: Date;
}

/** Remembers that the demo was loaded, so that what people delete stays deleted. */
@Injectable()
export class DemoMarker {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  async isLoaded(): Promise<boolean> {
    return (await this.rows.findOne({ _id: 'demo' })) !== null;
  }

  async setLoaded(): Promise<void> {
    await this.rows.updateOne({ _id: 'demo' }, { $set: { loadedAt: new Date() } }, { upsert: true });
  }

  private get rows() {
    return this.connection.collection<MarkerRow>('meta');
  }
}
