import type { SavedViewDto, SavedViewInput } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '../auth/actor';
import { AppError, forbidden } from '../common/app-error';
import { isDuplicateKey } from '../common/mongo-error';
import { newObjectId, toObjectId } from '../common/object-id';
import { ownerOf, seenBy } from '../common/team-owned';
import { toPlain } from '../common/to-plain';
import { TicketCategories } from '../ticket-category/ticket-categories';
import { TicketSavedView } from './ticket-view.schema';

/** Of the team, and of one person. */
const VIEWS_MAX = 100;

/** Saved views: one's own, and the team's, which all see and admins look after. */
@Injectable()
export class TicketViewService {
  constructor(
    @InjectModel(TicketSavedView.name) private readonly views: Model<TicketSavedView>,
    private readonly categories: TicketCategories,
  ) {}

  /** The team's first, by name. */
  async list(actor: Actor): Promise<SavedViewDto[]> {
    const found = await this.views
      .find(seenBy(actor))
      .limit(2 * VIEWS_MAX)
      .lean<TicketSavedView[]>()
      .exec();
    return found
      .sort((a, b) => Number(a.ownerId !== null) - Number(b.ownerId !== null) || a.name.localeCompare(b.name))
      .map(toSavedViewDto);
  }

  async create(actor: Actor, input: SavedViewInput): Promise<SavedViewDto> {
    const ownerId = this.requireOwner(actor, input);
    await this.categories.requireKnown([input.query.category]);
    if ((await this.views.countDocuments({ ownerId })) >= VIEWS_MAX) {
      throw new AppError('VALIDATION', `There are ${VIEWS_MAX} views already.`);
    }
    const view = { _id: newObjectId(), ownerId, ...contentOf(input) };
    await this.views.collection.insertOne(view).catch(throwTaken);
    return toSavedViewDto(view);
  }

  /** Replaces the whole of it. */
  async update(actor: Actor, id: string, input: SavedViewInput): Promise<SavedViewDto> {
    await this.categories.requireKnown([input.query.category]);
    const change = { ownerId: this.requireOwner(actor, input), ...contentOf(input) };
    const view = await this.views
      .findOneAndUpdate({ _id: toObjectId(id), ...changedBy(actor) }, { $set: change }, { returnDocument: 'after' })
      .lean<TicketSavedView>()
      .exec()
      .catch(throwTaken);
    if (!view) throw forbidden();
    return toSavedViewDto(view);
  }

  async remove(actor: Actor, id: string): Promise<void> {
    const { deletedCount } = await this.views.deleteOne({ _id: toObjectId(id), ...changedBy(actor) });
    if (deletedCount === 0) throw forbidden();
  }

  private requireOwner(actor: Actor, input: SavedViewInput) {
    if (input.isTeam && actor.role !== 'admin') throw forbidden();
    return ownerOf(actor, input);
  }
}

function changedBy(actor: Actor) {
  return actor.role === 'admin' ? seenBy(actor) : { ownerId: toObjectId(actor.id) };
}

function contentOf({ name, query }: SavedViewInput) {
  return { name, query: toPlain(query) };
}

function throwTaken(error: unknown): never {
  if (!isDuplicateKey(error)) throw error;
  throw new AppError('CONFLICT', 'There is a view with this name.', { fields: { name: 'is taken' } });
}

function toSavedViewDto({ _id, ownerId, name, query }: TicketSavedView): SavedViewDto {
  return { id: _id.toHexString(), name, isTeam: ownerId === null, query };
}
