import type { EvidenceDto, EvidenceEntryDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { AppError } from '../common/app-error';
import type { SupportTicket } from '../support-ticket/support-ticket.schema';
import { UserService } from '../user/user.service';
import { Evidence, EvidenceEntry } from './evidence.schema';
import { isNext, NO_HASH } from './evidence-chain';

/** Reads what was frozen, and works every hash out again. */
@Injectable()
export class EvidenceReader {
  constructor(
    @InjectModel(Evidence.name) private readonly evidences: Model<Evidence>,
    @InjectModel(EvidenceEntry.name) private readonly rows: Model<EvidenceEntry>,
    private readonly users: UserService,
  ) {}

  /** A ticket's own, else that of one which was merged into it. */
  async require({ _id, merged = [] }: SupportTicket): Promise<Evidence> {
    const ids = [_id, ...merged.map(({ ticketId }) => ticketId)];
    const found = await this.evidences
      .find({ ticketId: { $in: ids } })
      .lean<Evidence[]>()
      .exec();
    const evidence = found.find(({ ticketId }) => ticketId.equals(_id)) ?? found[0];
    if (!evidence) throw new AppError('NOT_FOUND', 'This ticket was not made from a chat.');
    return evidence;
  }

  async describe(evidence: Evidence): Promise<Omit<EvidenceDto, 'entries' | 'nextCursor'>> {
    const { ticketId, frozenAt, frozenById, rootHash, count } = evidence;
    return {
      ticketId: ticketId.toHexString(),
      frozenAt: frozenAt.toISOString(),
      frozenBy: await this.users.summaryOf(frozenById.toHexString()),
      rootHash,
      isIntact: await this.isIntact(evidence),
      count,
    };
  }

  async entries({ _id }: Evidence, from: number, to: number): Promise<EvidenceEntryDto[]> {
    const rows = await this.rows
      .find({ evidenceId: _id, index: { $gte: from, $lt: to } })
      .sort({ index: 1 })
      .lean<EvidenceEntry[]>()
      .exec();
    return rows.map(({ index, part, hash }) => ({ index, part: JSON.parse(part), hash }));
  }

  private async isIntact({ _id, rootHash, count }: Evidence): Promise<boolean> {
    let [last, seen] = [NO_HASH, 0];
    const links = this.rows.find({ evidenceId: _id }, { index: 1, part: 1, hash: 1 }).sort({ index: 1 });
    for await (const link of links.lean<EvidenceEntry[]>().cursor()) {
      if (link.index !== seen || !isNext(last, link)) return false;
      last = link.hash;
      seen++;
    }
    return seen === count && last === rootHash;
  }
}
