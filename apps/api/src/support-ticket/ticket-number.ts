import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';

const FIRST_NUMBER = 1_001;

interface CounterRow {
  _id: string;
  value: number;
}

/** Numbers people can say on the phone. A crash may leave a gap; none is given twice. */
@Injectable()
export class TicketNumbers {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  async next(): Promise<number> {
    const row = await this.connection
      .collection<CounterRow>('counters')
      .findOneAndUpdate({ _id: 'ticket' }, { $inc: { value: 1 } }, { upsert: true, returnDocument: 'after' });
    if (!row) throw new Error('The database did not return the next ticket number.');
    return FIRST_NUMBER - 1 + row.value;
  }
}
