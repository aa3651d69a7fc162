import type { SaveSegmentInput, SegmentDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { AppError, forbidden } from '../common/app-error';
import { toObjectId } from '../common/object-id';
import { UserDirectory } from '../user/user-directory';
import { toAudience } from './audience';
import { Segment } from './segment.schema';

const SEGMENTS_MAX = 100;

/** Saved segments, shared by all admins. */
@Injectable()
export class SegmentService {
  constructor(
    @InjectModel(Segment.name) private readonly segments: Model<Segment>,
    private readonly directory: UserDirectory,
  ) {}

  async list(): Promise<SegmentDto[]> {
    const found = await this.segments.find().sort({ name: 1 }).limit(SEGMENTS_MAX).lean<Segment[]>().exec();
    return found.map(toSegmentDto);
  }

  /** One per name: saving again replaces its conditions. */
  async save({ name, audience: input }: SaveSegmentInput): Promise<SegmentDto> {
    if (input.segmentId) throw invalid('a segment is not made of another one');
    const audience = toAudience(input);
    await this.directory.requireAll(audience.userIds);
    if ((await this.segments.countDocuments({ name: { $ne: name } })) >= SEGMENTS_MAX) {
      throw invalid(`there are ${SEGMENTS_MAX} already`);
    }
    const segment = await this.segments
      .findOneAndUpdate(
        { name },
        { $set: { audience }, $setOnInsert: { createdAt: new Date() } },
        { upsert: true, returnDocument: 'after' },
      )
      .lean<Segment>()
      .exec();
    return toSegmentDto(segment as Segment);
  }

  async require(id: string): Promise<SegmentDto> {
    const segment = await this.segments.findById(toObjectId(id)).lean<Segment>().exec();
    if (!segment) throw forbidden();
    return toSegmentDto(segment);
  }

  /** Broadcasts that used it stay as they are. */
  async remove(id: string): Promise<void> {
    const { deletedCount } = await this.segments.deleteOne({ _id: toObjectId(id) });
    if (deletedCount === 0) throw forbidden();
  }
}

function toSegmentDto({ _id, name, audience, createdAt }: Segment): SegmentDto {
  return { id: _id.toHexString(), name, audience: toAudience(audience), createdAt: createdAt.toISOString() };
}

function invalid(what: string): AppError {
  return new AppError('VALIDATION', 'The segment cannot be saved.', { fields: { audience: what } });
}
