import type { MacroDto, MacroInput, TicketAction } from '@app/contracts';
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
import { Macro } from './macro.schema';
import { categoriesOf } from './ticket-actions';

/** Of the team, and of one person. */
const MACROS_MAX = 200;

/** Macros: the team's, which everybody on the desk uses and changes, and one's own. */
@Injectable()
export class MacroService {
  constructor(
    @InjectModel(Macro.name) private readonly macros: Model<Macro>,
    private readonly categories: TicketCategories,
  ) {}

  /** By name. */
  async list(actor: Actor): Promise<MacroDto[]> {
    const found = await this.macros
      .find(seenBy(actor))
      .limit(2 * MACROS_MAX)
      .lean<Macro[]>()
      .exec();
    return found.sort((a, b) => a.name.localeCompare(b.name)).map(toMacroDto);
  }

  async create(actor: Actor, input: MacroInput): Promise<MacroDto> {
    const ownerId = ownerOf(actor, input);
    await this.categories.requireKnown(categoriesOf(input.actions));
    if ((await this.macros.countDocuments({ ownerId })) >= MACROS_MAX) {
      throw new AppError('VALIDATION', `There are ${MACROS_MAX} macros already.`);
    }
    const macro = { _id: newObjectId(), ownerId, ...contentOf(input) };
    await this.macros.collection.insertOne(macro).catch(throwTaken);
    return toMacroDto(macro);
  }

  /** Replaces the whole of it. */
  async update(actor: Actor, id: string, input: MacroInput): Promise<MacroDto> {
    await this.categories.requireKnown(categoriesOf(input.actions));
    const change = { ownerId: ownerOf(actor, input), ...contentOf(input) };
    const macro = await this.macros
      .findOneAndUpdate({ _id: toObjectId(id), ...seenBy(actor) }, { $set: change }, { returnDocument: 'after' })
      .lean<Macro>()
      .exec()
      .catch(throwTaken);
    if (!macro) throw forbidden();
    return toMacroDto(macro);
  }

  async remove(actor: Actor, id: string): Promise<void> {
    const { deletedCount } = await this.macros.deleteOne({ _id: toObjectId(id), ...seenBy(actor) });
    if (deletedCount === 0) throw forbidden();
  }

  /** What it does, for whoever may use it. */
  async actionsOf(actor: Actor, id: string): Promise<TicketAction[]> {
    const macro = await this.macros
      .findOne({ _id: toObjectId(id), ...seenBy(actor) })
      .lean<Macro>()
      .exec();
    if (!macro) throw forbidden();
    return macro.actions;
  }
}

function contentOf({ name, actions }: MacroInput) {
  return { name, actions: toPlain(actions), updatedAt: new Date() };
}

function throwTaken(error: unknown): never {
  if (!isDuplicateKey(error)) throw error;
  throw new AppError('CONFLICT', 'There is a macro with this name.', { fields: { name: 'is taken' } });
}

function toMacroDto({ _id, ownerId, name, actions, updatedAt }: Macro): MacroDto {
  return { id: _id.toHexString(), name, isTeam: ownerId === null, actions, updatedAt: updatedAt.toISOString() };
}
