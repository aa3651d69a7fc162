import { createHash, randomUUID } from 'node:crypto';
import type { AttachmentDto } from '@app/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '../auth/actor';
import { AppError } from '../common/app-error';
import { isDuplicateKey } from '../common/mongo-error';
import { newObjectId, toObjectId } from '../common/object-id';
import { RateLimits } from '../common/rate-limit';
import { toAttachmentDto } from './attachment.presenter';
import { Attachment } from './attachment.schema';
import { FILE_STORE, type FileStore } from './file-store';
import type { UploadDto } from './upload.dto';
import { type PreparedFile, UploadPreparation } from './upload-preparation';
import type { UploadedFile } from './uploaded-file';

const THUMBNAIL_TYPE = 'image/webp';

/** Takes files in. They belong to their uploader alone until a message carries them. */
@Injectable()
export class UploadService {
  constructor(
    @InjectModel(Attachment.name) private readonly attachments: Model<Attachment>,
    @Inject(FILE_STORE) private readonly store: FileStore,
    private readonly preparation: UploadPreparation,
    private readonly limits: RateLimits,
  ) {}

  /** A repeated uploadId answers what the first one made, or completes it where a crash came between. */
  async upload(actor: Actor, input: UploadDto, file: UploadedFile | undefined): Promise<AttachmentDto> {
    if (!file?.size) throw new AppError('VALIDATION', 'There is no file.', { fields: { file: 'empty' } });
    await this.limits.consume('upload', actor.id);
    const bodyHash = hashOf(input, file);
    const first = await this.find(actor, input.uploadId, bodyHash);
    if (first?.storedAt) return toAttachmentDto(first);
    return this.preparation.run(file, input, async (prepared) => {
      const row = first ?? (await this.insert(actor, input.uploadId, bodyHash, prepared));
      return toAttachmentDto(await this.keep(row, prepared));
    });
  }

  private async find(actor: Actor, uploadId: string, bodyHash: string): Promise<Attachment | null> {
    const ownerId = toObjectId(actor.id);
    const row = await this.attachments.findOne({ ownerId, uploadId }).lean<Attachment>().exec();
    if (!row || row.bodyHash === bodyHash) return row;
    throw new AppError('UPLOAD_ID_REUSED', 'This uploadId was used for another file.');
  }

  private async insert(
    actor: Actor,
    uploadId: string,
    bodyHash: string,
    { facts, thumbnailPath }: PreparedFile,
  ): Promise<Attachment> {
    const row: Attachment = {
      _id: newObjectId(),
      ownerId: toObjectId(actor.id),
      uploadId,
      bodyHash,
      fileKey: randomUUID(),
      thumbnailKey: thumbnailPath && randomUUID(),
      ...facts,
      storedAt: null,
      usedBy: null,
      chatIds: [],
      goneFrom: [],
      confirmedAt: null,
      createdAt: new Date(),
    };
    try {
      await this.attachments.collection.insertOne(row);
      return row;
    } catch (error) {
      const first = isDuplicateKey(error) && (await this.find(actor, uploadId, bodyHash));
      if (first) return first;
      throw error;
    }
  }

  private async keep(row: Attachment, { path, thumbnailPath, facts }: PreparedFile): Promise<Attachment> {
    await this.store.put(row.fileKey, path, facts.mimeType);
    if (row.thumbnailKey && thumbnailPath) await this.store.put(row.thumbnailKey, thumbnailPath, THUMBNAIL_TYPE);
    const storedAt = row.storedAt ?? new Date();
    const { matchedCount } = await this.attachments.updateOne({ _id: row._id }, { $set: { storedAt } });
    // The sweep took it for left behind; its uploader starts again.
    if (matchedCount === 0)
      throw new AppError('BUSY', 'This upload took too long. Try again.', { retryAfterMs: 1_000 });
    return { ...row, storedAt };
  }
}

function hashOf({ kind = 'file', durationMs, peaks }: UploadDto, { digest, originalname }: UploadedFile): string {
  const body = JSON.stringify([digest, originalname, kind, durationMs ?? null, peaks ?? null]);
  return createHash('sha256').update(body).digest('base64url').slice(0, 22);
}
