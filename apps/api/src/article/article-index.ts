import type { Locale, TicketCategory } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { type SearchWords, searchWordsOf } from '../message/search-terms';
import { Article } from './article.schema';
import { buildShelf, type Shelf, wordsOn } from './article-shelf';

/** An article that another process changed is found as it was for so long. */
const CHECK_MS = 2_000;
/** A word of the title says more about an article than one of its text. */
const TITLE_WEIGHT = 3;
/** Rare words must be there, frequent ones may be missing: what is found has this part of what was asked for. */
const PART = 0.5;

export interface ArticleFind {
  id: string;
  language: Locale;
}

export interface ArticleAim {
  query?: string;
  category?: TicketCategory;
  /** Wins where several languages of an article fit equally well. */
  language: Locale;
}

/**
 * Finds published articles by folded words, the last one by its beginning. A knowledge base is small (`ARTICLES_MAX`) and read much
 * more often than written, so it is searched in memory, where rarity and titles can count; the database says when it has changed.
 */
@Injectable()
export class ArticleIndex {
  private shelf: Shelf | null = null;
  private version = '';
  private checkedAt = 0;

  constructor(@InjectModel(Article.name) private readonly articles: Model<Article>) {}

  /** The best first; without a query all, the newest first. */
  async find({ query, category, language }: ArticleAim): Promise<ArticleFind[]> {
    const shelf = await this.current();
    const words = query === undefined ? null : searchWordsOf(query);
    if (query !== undefined && !words) return [];
    const scores = words ? scoresOf(shelf, words) : new Map(shelf.entries.map((_, index) => [index, 1]));
    const best = new Map<string, { find: ArticleFind; score: number }>();
    for (const [index, score] of scores) {
      const entry = shelf.entries[index];
      if (!entry || (category && entry.category !== category)) continue;
      const own = { find: { id: entry.id, language: entry.language }, score };
      const other = best.get(entry.id);
      const isBetter = !other || score > other.score || (score === other.score && entry.language === language);
      // A Map keeps the place of its first entry, which is the order of the shelf: the newest first.
      if (isBetter) best.set(entry.id, own);
    }
    return [...best.values()].sort((a, b) => b.score - a.score).map(({ find }) => find);
  }

  /** This process changed an article. */
  forget(): void {
    this.checkedAt = 0;
  }

  private async current(): Promise<Shelf> {
    if (this.shelf && Date.now() - this.checkedAt < CHECK_MS) return this.shelf;
    const at = Date.now();
    const version = await this.readVersion();
    if (!this.shelf || version !== this.version) {
      const rows = await this.articles.find({ state: 'published' }).sort({ updatedAt: -1 }).lean<Article[]>().exec();
      this.shelf = buildShelf(rows);
      this.version = version;
    }
    this.checkedAt = at;
    return this.shelf;
  }

  private async readVersion(): Promise<string> {
    const published = { state: 'published' as const };
    const [newest, count] = await Promise.all([
      this.articles.findOne(published, { updatedAt: 1 }).sort({ updatedAt: -1 }).lean<Article>().exec(),
      this.articles.countDocuments(published),
    ]);
    return `${count} ${newest?.updatedAt.getTime()}`;
  }
}

/** By place on the shelf; what has too little of what was asked for is left out. */
function scoresOf(shelf: Shelf, { whole, begun }: SearchWords): Map<number, number> {
  const wanted = [...whole.map((word) => [word]), wordsOn(shelf, begun)];
  const parts = new Map<number, { score: number; found: number }>();
  let asked = 0;
  for (const words of wanted) {
    const places = new Map<number, number>();
    for (const { index, isTitle } of words.flatMap((word) => shelf.places.get(word) ?? [])) {
      places.set(index, Math.max(places.get(index) ?? 0, isTitle ? TITLE_WEIGHT : 1));
    }
    // What is nowhere says nothing about what is meant.
    if (places.size === 0) continue;
    const rarity = Math.log(1 + shelf.entries.length / places.size);
    asked += rarity;
    for (const [index, weight] of places) {
      const { score, found } = parts.get(index) ?? { score: 0, found: 0 };
      parts.set(index, { score: score + weight * rarity, found: found + rarity });
    }
  }
  const kept = [...parts].filter(([, { found }]) => found >= asked * PART);
  return new Map(kept.sort(([a], [b]) => a - b).map(([index, { score }]) => [index, score]));
}
