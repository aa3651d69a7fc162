import type { TicketCategoriesDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Cluster } from '../cluster/cluster';
import { isDuplicateKey } from '../common/mongo-error';
import { CategoryList, FIRST_LIST } from './ticket-category.schema';

const LIST_ID = 'list';
/** Another process's change is known at once by the bus, after this at the latest; or after the second one without the bus. */
const FRESH_MS = 60_000;
const FRESH_ALONE_MS = 1_000;

/** The list of categories. Each process has a copy, so that whoever opens a ticket waits for no read. */
@Injectable()
export class CategoryStore {
  private copy: { at: number; list: TicketCategoriesDto } | null = null;
  /** Raised by every change, so that an answer which was on its way then is not kept. */
  private generation = 0;

  constructor(
    @InjectModel(CategoryList.name) private readonly lists: Model<CategoryList>,
    private readonly cluster: Cluster,
  ) {
    cluster.on('categoriesChanged', () => this.forget());
    cluster.onBackInTouch(() => this.forget());
  }

  /** From the copy, as a rule. */
  async read(): Promise<TicketCategoriesDto> {
    const freshMs = this.cluster.isInTouch ? FRESH_MS : FRESH_ALONE_MS;
    if (this.copy && Date.now() - this.copy.at < freshMs) return this.copy.list;
    return this.load();
  }

  /** From the database. */
  async load(): Promise<TicketCategoriesDto> {
    const { generation } = this;
    const at = Date.now();
    const stored = await this.lists.findById(LIST_ID).lean<CategoryList>().exec();
    const { version, categories } = stored ?? FIRST_LIST;
    const list = { version, categories };
    if (generation === this.generation) this.copy = { at, list };
    return list;
  }

  /** Null when somebody else was faster: nothing is written then. */
  async replace(
    { version }: TicketCategoriesDto,
    categories: TicketCategoriesDto['categories'],
  ): Promise<TicketCategoriesDto | null> {
    const list = { version: version + 1, categories };
    try {
      const { matchedCount, upsertedCount } = await this.lists.updateOne(
        { _id: LIST_ID, version },
        { $set: list },
        { upsert: version === FIRST_LIST.version },
      );
      if (matchedCount + upsertedCount === 0) return null;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return null;
    } finally {
      this.forget();
      this.cluster.publish('categoriesChanged', null);
    }
    return list;
  }

  private forget(): void {
    this.generation += 1;
    this.copy = null;
  }
}
