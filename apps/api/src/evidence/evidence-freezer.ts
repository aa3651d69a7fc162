import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '../auth/actor';
import { isDuplicateKey } from '../common/mongo-error';
import { newObjectId, type ObjectId, toObjectId } from '../common/object-id';
import { Evidence, EvidenceEntry } from './evidence.schema';
import { canonicalJson, hashAfter, NO_HASH } from './evidence-chain';
import { EvidenceSource } from './evidence-source';

/** Freezes a chat for a ticket, once: the evidence counts from when it is written whole. */
@Injectable()
export class EvidenceFreezer {
  constructor(
    @InjectModel(Evidence.name) private readonly evidences: Model<Evidence>,
    @InjectModel(EvidenceEntry.name) private readonly entries: Model<EvidenceEntry>,
    private readonly source: EvidenceSource,
  ) {}

  async freeze(actor: Actor, ticketId: string, chatId: string): Promise<void> {
    const ticket = { ticketId: toObjectId(ticketId) };
    if (await this.evidences.exists(ticket)) return;
    const _id = newObjectId();
    const frozenAt = new Date();
    try {
      const chain = await this.write(_id, chatId);
      const frozenById = toObjectId(actor.id);
      await this.evidences.collection.insertOne({ _id, ...ticket, frozenById, frozenAt, ...chain });
    } catch (error) {
      // Nothing points at them: a repeat of the request has written its own, or will.
      await this.entries.deleteMany({ evidenceId: _id });
      if (!isDuplicateKey(error)) throw error;
    }
  }

  private async write(evidenceId: ObjectId, chatId: string): Promise<{ rootHash: string; count: number }> {
    let rootHash = NO_HASH;
    let count = 0;
    for await (const parts of this.source.partsOf(chatId)) {
      const rows = parts.map((value): EvidenceEntry => {
        const part = canonicalJson(value);
        rootHash = hashAfter(rootHash, part);
        return { _id: newObjectId(), evidenceId, index: count++, part, hash: rootHash };
      });
      if (rows.length > 0) await this.entries.collection.insertMany(rows);
    }
    return { rootHash, count };
  }
}
