import type { MessageDto, MessageHitDto } from '@app/contracts';
import { toParleyError } from '../core/error';
import { createStore, readSide } from '../core/store';
import type { Rest } from '../rest/rest';
import type { MessageSearch, MessageSearchInput, MessageSearchState, Search } from './message-search';

export interface SearchEngine extends Search {
  /** A message changed: open searches show it as it is now. */
  apply(message: MessageDto): void;
  /** The chat is not ours any more. */
  forget(chatId: string): void;
}

const QUERY_MIN = 2;

export function createSearch(rest: Pick<Rest, 'messages'>): SearchEngine {
  const open = new Set<(change: (hits: readonly MessageHitDto[]) => readonly MessageHitDto[]) => void>();
  const changeAll = (change: (hits: readonly MessageHitDto[]) => readonly MessageHitDto[]) => {
    for (const apply of open) apply(change);
  };

  const messages = ({ query, chatId }: MessageSearchInput): MessageSearch => {
    const isTooShort = Array.from(query.trim()).length < QUERY_MIN;
    const store = createStore<MessageSearchState>({
      hits: [],
      isLoaded: isTooShort,
      isLoading: false,
      hasMore: !isTooShort,
      error: null,
    });
    const get = store.getState;
    let cursor: string | undefined;
    let isOpen = true;

    const more = async () => {
      if (!isOpen || get().isLoading || !get().hasMore) return;
      store.setState({ isLoading: true, error: null });
      try {
        const page = await rest.messages.search({ query: query.trim(), chatId, cursor });
        if (!isOpen) return;
        cursor = page.nextCursor ?? undefined;
        const known = new Set(get().hits.map(({ message }) => message.id));
        const hits = [...get().hits, ...page.items.filter(({ message }) => !known.has(message.id))];
        store.setState({ hits, isLoaded: true, isLoading: false, hasMore: cursor !== undefined });
      } catch (error) {
        if (isOpen) store.setState({ isLoading: false, error: toParleyError(error) });
      }
    };

    const apply: Parameters<(typeof open)['add']>[0] = (change) => {
      const hits = change(get().hits);
      if (hits !== get().hits) store.setState({ hits });
    };
    open.add(apply);
    void more();

    return {
      ...readSide(store),
      query,
      chatId,
      more,
      close() {
        isOpen = false;
        open.delete(apply);
      },
    };
  };

  return {
    messages,
    apply(message) {
      changeAll((hits) => (hits.some((hit) => isOlder(hit, message)) ? withMessage(hits, message) : hits));
    },
    forget(chatId) {
      changeAll((hits) => {
        const left = hits.filter(({ message }) => message.chatId !== chatId);
        return left.length === hits.length ? hits : left;
      });
    },
  };
}

function isOlder({ message: known }: MessageHitDto, message: MessageDto): boolean {
  return known.id === message.id && known.rev < message.rev;
}

/** Whether an edited text still matches, only the server knows: the new text is shown, with nothing marked in it. */
function withMessage(hits: readonly MessageHitDto[], message: MessageDto): readonly MessageHitDto[] {
  if (message.deletedAt !== null) return hits.filter((hit) => hit.message.id !== message.id);
  return hits.map((hit) => {
    if (!isOlder(hit, message)) return hit;
    const isSameText = hit.message.text === message.text;
    return { message, snippet: isSameText ? hit.snippet : { text: message.text, ranges: [] } };
  });
}
