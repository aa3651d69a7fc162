import type { NotificationCategory, PreferencesDto, PreferencesInput } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { LRUCache } from 'lru-cache';
import type { Model } from 'mongoose';
import type { Actor } from '../../auth/actor';
import { Cluster } from '../../cluster/cluster';
import { AppError, forbidden } from '../../common/app-error';
import { toObjectId } from '../../common/object-id';
import { SerialBatch } from '../../common/serial-batch';
import { Preference, PreferenceDefaults } from './preference.schema';
import { BUILT_IN, toChange, withChoices } from './preference-matrix';

const DEFAULTS_ID = 'defaults';
/** Another process's change of the defaults is known after this at the latest. */
const FRESH_MS = 60_000;

/**
 * What people want to hear, and how. Kept in a bounded cache, as the members of a chat are: what rings on the path of a message asks
 * here, and reads nothing for people it knows.
 */
@Injectable()
export class PreferenceService {
  private readonly known = new LRUCache<string, PreferencesDto>({ max: 50_000 });
  private readonly loading = new SerialBatch<PreferencesDto>((userIds) => this.load(userIds));
  private base: { at: number; value: PreferencesDto } | null = null;
  /** Raised by every change, so that an answer which was on its way then is not kept. */
  private generation = 0;

  constructor(
    @InjectModel(Preference.name) private readonly preferences: Model<Preference>,
    @InjectModel(PreferenceDefaults.name) private readonly defaultRows: Model<PreferenceDefaults>,
    private readonly cluster: Cluster,
  ) {
    cluster.on('preferencesChanged', ({ userId }) => (userId === null ? this.forget() : this.forgetOne(userId)));
    cluster.onBackInTouch(() => this.forget());
  }

  async of(userId: string): Promise<PreferencesDto> {
    return (await this.ofAll([userId])).get(userId) ?? BUILT_IN;
  }

  /** For each of these people; one read for all who are not known here, whoever asks about them in one turn. */
  async ofAll(userIds: Iterable<string>): Promise<ReadonlyMap<string, PreferencesDto>> {
    const result = new Map<string, PreferencesDto>();
    const missing: string[] = [];
    for (const id of userIds) {
      const known = this.known.get(id);
      if (known) result.set(id, known);
      else missing.push(id);
    }
    if (missing.length === 0) return result;
    const loaded = await Promise.all(missing.map((id) => this.loading.get(id)));
    missing.forEach((id, index) => {
      result.set(id, loaded[index] ?? BUILT_IN);
    });
    return result;
  }

  /** The others of whom both sides show it: who hides something of theirs does not get to see it of others. */
  async openToEachOther(
    userId: string,
    others: Iterable<string>,
    what: 'showsReceipts' | 'showsTyping',
  ): Promise<string[]> {
    const ids = new Set([userId, ...others]);
    const wants = await this.ofAll(ids);
    if (wants.get(userId)?.[what] === false) return [];
    return [...ids].filter((id) => id !== userId && wants.get(id)?.[what] !== false);
  }

  async set(actor: Actor, input: PreferencesInput): Promise<PreferencesDto> {
    requireSecurityInBell(input);
    await this.store(actor.id, input);
    return this.of(actor.id);
  }

  /** What a link in a letter does. */
  stopEmail(userId: string, categories: NotificationCategory[]): Promise<void> {
    return this.store(userId, {
      channels: Object.fromEntries(categories.map((category) => [category, { email: false }])),
    });
  }

  async defaults(actor: Actor): Promise<PreferencesDto> {
    requireAdmin(actor);
    return this.loadDefaults();
  }

  async setDefaults(actor: Actor, input: PreferencesInput): Promise<PreferencesDto> {
    requireAdmin(actor);
    requireSecurityInBell(input);
    const change = toChange(input);
    if (Object.keys(change).length > 0) {
      await this.defaultRows.updateOne({ _id: DEFAULTS_ID }, { $set: change }, { upsert: true });
      this.forget();
      this.cluster.publish('preferencesChanged', { userId: null });
    }
    return this.loadDefaults();
  }

  private async store(userId: string, input: PreferencesInput): Promise<void> {
    const change = toChange(input);
    if (Object.keys(change).length === 0) return;
    await this.preferences.updateOne({ _id: toObjectId(userId) }, { $set: change }, { upsert: true });
    this.forgetOne(userId);
    this.cluster.publish('preferencesChanged', { userId });
  }

  private async load(userIds: string[]): Promise<Map<string, PreferencesDto>> {
    const generation = this.generation;
    const [base, rows] = await Promise.all([
      this.loadDefaults(),
      this.preferences.collection.find<Preference>({ _id: { $in: userIds.map(toObjectId) } }).toArray(),
    ]);
    const chosen = new Map(rows.map((row) => [row._id.toHexString(), row]));
    const loaded = new Map(
      userIds.map((id) => {
        const row = chosen.get(id);
        return [id, row ? withChoices(base, row) : base];
      }),
    );
    if (generation === this.generation) for (const [id, value] of loaded) this.known.set(id, value);
    return loaded;
  }

  private async loadDefaults(): Promise<PreferencesDto> {
    if (this.base && Date.now() - this.base.at < FRESH_MS) return this.base.value;
    const generation = this.generation;
    const row = await this.defaultRows.findById(DEFAULTS_ID).lean<PreferenceDefaults>().exec();
    const value = row ? withChoices(BUILT_IN, row) : BUILT_IN;
    if (generation === this.generation) this.base = { at: Date.now(), value };
    return value;
  }

  private forgetOne(userId: string): void {
    this.generation += 1;
    this.known.delete(userId);
  }

  private forget(): void {
    this.generation += 1;
    this.base = null;
    this.known.clear();
  }
}

function requireAdmin(actor: Actor): void {
  if (actor.role !== 'admin') throw forbidden();
}

/** Who changed a password or signed in must be able to be seen by its owner, always. */
function requireSecurityInBell({ channels }: PreferencesInput): void {
  if (channels?.security?.inApp !== false) return;
  throw new AppError('VALIDATION', 'Security notices stay in the bell.', {
    fields: { 'channels.security.inApp': 'must be on' },
  });
}
