import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Chat } from '../chat/chat.schema';
import { BellAudit } from './bell-audit';
import type { Difference } from './difference';
import { FileAudit } from './file-audit';
import { HeadAudit } from './head-audit';
import { OfferAudit } from './offer-audit';
import { RowAudit } from './row-audit';

/** What a running server is about to write itself is there after this. */
const SECOND_LOOK_MS = 1_000;
/** A repair can bring to light what follows from it, such as the head after a change of a message. */
const ROUNDS = 3;

/** Looks at everything that is derived from messages, names every difference, and repairs those that can be. */
@Injectable()
export class Reconciler {
  constructor(
    @InjectModel(Chat.name) private readonly chats: Model<Chat>,
    private readonly heads: HeadAudit,
    private readonly rows: RowAudit,
    private readonly bell: BellAudit,
    private readonly offers: OfferAudit,
    private readonly files: FileAudit,
  ) {}

  /** Tells each difference before its repair; answers how many there were. */
  async run(tell: (difference: Difference) => void, secondLookMs = SECOND_LOOK_MS): Promise<number> {
    let count = 0;
    const ids = this.chats.find({}, { _id: 1 }).sort({ _id: 1 }).lean<Pick<Chat, '_id'>>().cursor();
    for await (const { _id } of ids) {
      for (let round = 0; round < ROUNDS; round++) {
        const found = await this.confirmed(_id, secondLookMs);
        const fresh = round === 0 ? found : found.filter(({ repair }) => repair !== null);
        if (fresh.length === 0) break;
        for (const difference of fresh) {
          tell(difference);
          await difference.repair?.();
        }
        count += fresh.length;
      }
    }
    return count;
  }

  /** A message on its way looks like a difference, but only once. */
  private async confirmed(_id: Chat['_id'], secondLookMs: number): Promise<Difference[]> {
    const first = await this.look(_id);
    if (first.length === 0) return [];
    await delay(secondLookMs);
    const known = new Set(first.map(keyOf));
    return (await this.look(_id)).filter((difference) => known.has(keyOf(difference)));
  }

  private async look(_id: Chat['_id']): Promise<Difference[]> {
    const chat = await this.chats.findById(_id).lean<Chat>().exec();
    if (!chat) return [];
    const audits = [this.heads, this.rows, this.bell, this.offers, this.files];
    const found = await Promise.all(audits.map((audit) => audit.differences(chat)));
    return found.flat();
  }
}

function keyOf({ what, stored, actual }: Difference): string {
  return JSON.stringify([what, stored, actual]);
}
