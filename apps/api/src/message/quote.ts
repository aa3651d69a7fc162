import type { MessageGistDto } from '@app/contracts';
import type { StoredQuote } from './message.schema';

/** The gist of words alone. */
export const PLAIN_GIST: MessageGistDto = { type: 'text', attachmentCount: 0, offer: null };

/** A quote of what was deleted: nothing of it can be read, or seen, any more. */
export function blankQuote(quote: StoredQuote): StoredQuote {
  return { ...quote, text: '', gist: PLAIN_GIST, imageId: null };
}

export function isBlank({ text, gist = PLAIN_GIST, imageId = null }: StoredQuote): boolean {
  return text === '' && gist.type === 'text' && imageId === null;
}
