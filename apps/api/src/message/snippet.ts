import type { SnippetDto } from '@app/contracts';
import { matchesIn, type SearchWords } from './search-terms';

/** UTF-16 units before the first match, and altogether. */
const BEFORE = 40;
const LENGTH = 160;
const CUT = '…';
const segmenter = new Intl.Segmenter();

/** The part of a text around the first thing found in it, with everything found marked. */
export function toSnippet(text: string, words: SearchWords): SnippetDto {
  const matches = matchesIn(text, words);
  const from = edge(text, Math.max(0, (matches[0]?.start ?? 0) - BEFORE));
  const to = edge(text, Math.min(text.length, from + LENGTH));
  const before = from > 0 ? CUT : '';
  const shift = before.length - from;
  return {
    text: before + text.slice(from, to) + (to < text.length ? CUT : ''),
    ranges: matches
      .filter(({ start, end }) => start >= from && end <= to)
      .map(({ start, end }) => [start + shift, end - start]),
  };
}

/** The nearest place at or before this one that tears no character people see as one. */
function edge(text: string, at: number): number {
  if (at <= 0 || at >= text.length) return at;
  return segmenter.segment(text).containing(at)?.index ?? at;
}
