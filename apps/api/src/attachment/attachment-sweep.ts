import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Attachment, type AttachmentUse } from './attachment.schema';
import { FILE_STORE, type FileStore } from './file-store';
import { TempFiles } from './temp-files';

const HOUR_MS = 3_600_000;
/** Nothing that is under way takes so long: an upload, or the insert after a claim. */
const UNDER_WAY_MS = HOUR_MS;
/** An upload that no message carries by then is nobody's. */
const UNUSED_MS = 24 * HOUR_MS;

/** Says whether the message that a file was claimed for was stored. */
export type IsSent = (attachmentId: string, use: AttachmentUse) => Promise<boolean>;

/** Finds what uploads and sends left behind that were cut off, crashed or never meant, and removes it. */
@Injectable()
export class AttachmentSweep {
  constructor(
    @InjectModel(Attachment.name) private readonly attachments: Model<Attachment>,
    @Inject(FILE_STORE) private readonly store: FileStore,
    private readonly temp: TempFiles,
  ) {}

  /** One round over everything that is not settled. Answers how many files were removed. */
  async run(isSent: IsSent, now = Date.now()): Promise<number> {
    let count = await this.temp.removeOlderThan(new Date(now - UNDER_WAY_MS));
    const unsettled = this.attachments
      .find({ confirmedAt: null, createdAt: { $lt: new Date(now - UNDER_WAY_MS) } })
      .sort({ createdAt: 1 })
      .lean<Attachment>()
      .cursor();
    for await (const attachment of unsettled) {
      if (await this.settle(attachment, isSent, now)) count++;
    }
    return count;
  }

  /** True when the file was removed. */
  private async settle(attachment: Attachment, isSent: IsSent, now: number): Promise<boolean> {
    const { _id, storedAt, usedBy, createdAt } = attachment;
    if (!storedAt) return this.erase(attachment);
    if (!usedBy) return now - createdAt.getTime() > UNUSED_MS && this.erase(attachment);
    if (now - usedBy.claimedAt.getTime() < UNDER_WAY_MS) return false;
    if (!(await isSent(_id.toHexString(), usedBy))) return this.erase(attachment);
    await this.attachments.updateOne({ _id }, { $set: { confirmedAt: new Date(now) } });
    return false;
  }

  /**
   * What is not stored cannot be claimed, so that comes first, and holds only while nobody claims it; the row goes last,
   * because it alone knows where the bytes are.
   */
  private async erase({ _id, storedAt, usedBy, fileKey, thumbnailKey }: Attachment): Promise<boolean> {
    const claim = usedBy ? { 'usedBy.clientMsgId': usedBy.clientMsgId } : { usedBy: null };
    const { matchedCount } = await this.attachments.updateOne(
      { _id, storedAt, ...claim },
      { $set: { storedAt: null } },
    );
    if (matchedCount === 0) return false;
    await this.store.delete(fileKey);
    if (thumbnailKey) await this.store.delete(thumbnailKey);
    await this.attachments.deleteOne({ _id, storedAt: null });
    return true;
  }
}
