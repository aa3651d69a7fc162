'use client';

import { useMessageSearch } from '@app/client/react';
import type { MessageHitDto } from '@app/contracts';
import { SearchX, TextSearch } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useRef, useState } from 'react';
import { ChipGroup } from '@/ui/chip';
import { Dialog } from '@/ui/dialog';
import { EmptyState } from '@/ui/empty-state';
import { LoadFailure } from '@/ui/load-failure';
import { LoadMore } from '@/ui/load-more';
import { SearchField } from '@/ui/search-field';
import { SkeletonRows } from '@/ui/skeleton';
import { isolate } from '@/ui/text';
import { useChatScope } from './chat-context';
import { SearchHit } from './search-hit';

/** The server answers nothing to less. */
const MIN_LETTERS = 2;
const QUERY_MAX = 100;

interface SearchPanelProps {
  isOpen: boolean;
  onClose: () => void;
}

/** Finds what was written: in this chat, or in all of one's own. The words stay for the next opening. */
export default function SearchPanel({ isOpen, onClose }: SearchPanelProps) {
  const t = useTranslations('search');
  const app = useTranslations('app');
  const [query, setQuery] = useState('');
  const [where, setWhere] = useState<'chat' | 'all'>('chat');
  const results = useRef<HTMLDivElement>(null);
  return (
    <Dialog kind="sheet" title={t('title')} isOpen={isOpen} onClose={onClose} closeLabel={app('close')}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows walk from the field into the results and on */}
      <div className="flex min-h-0 flex-1 flex-col gap-3" onKeyDown={(event) => walkResults(event, results.current)}>
        <div className="grid gap-3 px-5">
          <SearchField
            autoFocus
            label={where === 'chat' ? t('inChat') : t('inAll')}
            clearLabel={app('clear')}
            value={query}
            onChange={setQuery}
            maxLength={QUERY_MAX}
          />
          <ChipGroup
            label={t('where')}
            value={where}
            onChange={setWhere}
            options={[
              { id: 'chat', text: t('thisChat') },
              { id: 'all', text: t('allChats') },
            ]}
          />
        </div>
        <div ref={results} className="scroll-y min-h-[50dvh] flex-1 px-3 pb-3">
          <Results query={query.trim()} isEverywhere={where === 'all'} onDone={onClose} />
        </div>
      </div>
    </Dialog>
  );
}

interface ResultsProps {
  query: string;
  isEverywhere: boolean;
  onDone: () => void;
}

function Results({ query, isEverywhere, onDone }: ResultsProps) {
  const t = useTranslations('search');
  const router = useRouter();
  const { chat, goTo } = useChatScope();
  const isShort = [...query].length < MIN_LETTERS;
  const search = useMessageSearch(isShort ? '' : query, isEverywhere ? {} : { chatId: chat.id });
  const { hits, isLoaded, isLoading, isWaiting, hasMore, error, more } = search;
  const isBusy = isWaiting || (isLoading && hits.length === 0);

  const open = ({ message: { chatId, seq } }: MessageHitDto) => {
    onDone();
    if (chatId === chat.id) goTo(seq);
    else router.push(`/chats/${chatId}?at=${seq}`);
  };

  if (isShort) {
    return (
      <EmptyState size="inline" icon={TextSearch} title={t('hintTitle')}>
        {t('hintText')}
      </EmptyState>
    );
  }
  if (error && hits.length === 0 && !isBusy) {
    return (
      <LoadFailure title={t('failedTitle')} onRetry={() => void more()}>
        {error.code === 'RATE_LIMITED' ? t('tooFast') : t('failedText')}
      </LoadFailure>
    );
  }
  const isEmpty = isLoaded && !isBusy && hits.length === 0;
  return (
    <div aria-busy={isBusy}>
      <p role="status" className="sr-only">
        {isLoaded && !isBusy && t('found', { count: hits.length, hasMore: hasMore ? 'yes' : 'no' })}
      </p>
      {isBusy && hits.length === 0 && <SkeletonRows count={4} />}
      {isEmpty && (
        <EmptyState size="inline" icon={SearchX} title={t('nothing', { query: isolate(query) })}>
          {isEverywhere ? t('nothingText') : t('nothingHereText')}
        </EmptyState>
      )}
      {hits.length > 0 && (
        <ul aria-label={t('results')}>
          {hits.map((hit) => (
            <li key={hit.message.id}>
              <SearchHit hit={hit} hasChat={isEverywhere} onOpen={() => open(hit)} />
            </li>
          ))}
        </ul>
      )}
      {hasMore && <LoadMore isLoading={isLoading} onMore={() => void more()} />}
      {error && hits.length > 0 && (
        <LoadFailure title={t('failedTitle')} onRetry={() => void more()}>
          {t('failedText')}
        </LoadFailure>
      )}
    </div>
  );
}

/** Down from the field to the first result, then over them; up from the first one back to the field. */
function walkResults(event: KeyboardEvent<HTMLElement>, results: HTMLElement | null): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const stops = [
    event.currentTarget.querySelector<HTMLElement>('input'),
    ...(results?.querySelectorAll<HTMLElement>('[data-hit]') ?? []),
  ];
  const at = stops.indexOf(event.target as HTMLElement);
  const next = at < 0 ? null : stops[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (!next) return;
  next.focus();
  event.preventDefault();
}
