import { type CannedReplyDto, type CannedReplyInput, LOCALES } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '../auth/actor';
import { AppError, forbidden } from '../common/app-error';
import { isDuplicateKey } from '../common/mongo-error';
import { newObjectId, toObjectId } from '../common/object-id';
import { ownerOf, seenBy } from '../common/team-owned';
import { CannedReply } from './canned-reply.schema';

/** Of the team, and of one person: a picker shows them all at once. */
const REPLIES_MAX = 500;

/** Canned replies: the team's, which everybody on the desk uses and changes, and one's own. */
@Injectable()
export class CannedReplyService {
  constructor(@InjectModel(CannedReply.name) private readonly replies: Model<CannedReply>) {}

  /** By shortcut; of one's own and a team one with the same shortcut, one's own comes first. */
  async list(actor: Actor): Promise<CannedReplyDto[]> {
    const found = await this.replies
      .find(seenBy(actor))
      .limit(2 * REPLIES_MAX)
      .lean<CannedReply[]>()
      .exec();
    return found
      .sort((a, b) => a.shortcut.localeCompare(b.shortcut) || Number(a.ownerId === null) - Number(b.ownerId === null))
      .map(toCannedReplyDto);
  }

  async create(actor: Actor, input: CannedReplyInput): Promise<CannedReplyDto> {
    const ownerId = ownerOf(actor, input);
    if ((await this.replies.countDocuments({ ownerId })) >= REPLIES_MAX) {
      throw new AppError('VALIDATION', `There are ${REPLIES_MAX} replies already.`);
    }
    const reply = { _id: newObjectId(), ownerId, ...contentOf(input) };
    await this.replies.collection.insertOne(reply).catch(throwTaken);
    return toCannedReplyDto(reply);
  }

  /** Replaces the whole of it; one's own becomes the team's, and the other way round, as the input says. */
  async update(actor: Actor, id: string, input: CannedReplyInput): Promise<CannedReplyDto> {
    const change = { ownerId: ownerOf(actor, input), ...contentOf(input) };
    const reply = await this.replies
      .findOneAndUpdate({ _id: toObjectId(id), ...seenBy(actor) }, { $set: change }, { returnDocument: 'after' })
      .lean<CannedReply>()
      .exec()
      .catch(throwTaken);
    if (!reply) throw forbidden();
    return toCannedReplyDto(reply);
  }

  async remove(actor: Actor, id: string): Promise<void> {
    const { deletedCount } = await this.replies.deleteOne({ _id: toObjectId(id), ...seenBy(actor) });
    if (deletedCount === 0) throw forbidden();
  }
}

function contentOf({ shortcut, title, variants }: CannedReplyInput) {
  const written = Object.fromEntries(
    LOCALES.flatMap((locale) => (variants[locale] ? [[locale, variants[locale]]] : [])),
  );
  if (Object.keys(written).length === 0) {
    throw new AppError('VALIDATION', 'The reply is empty.', { fields: { variants: 'needs a text' } });
  }
  return { shortcut, title, variants: written, updatedAt: new Date() };
}

function throwTaken(error: unknown): never {
  if (!isDuplicateKey(error)) throw error;
  throw new AppError('CONFLICT', 'There is a reply with this shortcut.', { fields: { shortcut: 'is taken' } });
}

function toCannedReplyDto({ _id, ownerId, shortcut, title, variants, updatedAt }: CannedReply): CannedReplyDto {
  return {
    id: _id.toHexString(),
    shortcut,
    title,
    isTeam: ownerId === null,
    variants,
    updatedAt: updatedAt.toISOString(),
  };
}
