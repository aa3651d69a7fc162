'use client';

import { useMessages } from '@app/client/react';
import { useTimeZone, useTranslations } from 'next-intl';
import { type KeyboardEvent, type RefObject, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useSingleKeys } from '@/features/shell/use-single-key';
import { lazyPart } from '@/ui/lazy-part';
import { useOnceOpen } from '@/ui/use-once-open';
import { useChatScope } from './chat-context';
import { HistoryEdge } from './history-edge';
import { DayRow, NewRow, SystemRow } from './history-row';
import type { MenuTarget } from './message-menu';
import { canAnswer, hasMenu, isModerator } from './message-right';
import { MessageRow } from './message-row';
import { readCounter } from './receipt';
import { buildTimeline, type Entry, type Row, type SideRow } from './timeline';
import type { Goal } from './use-goal';
import { useGoalScroll } from './use-goal';
import { useHistoryWindow } from './use-history-window';
import { usePaging } from './use-paging';
import { useReadMarker } from './use-read-marker';
import { useRoving } from './use-roving';
import { useWarmParts } from './use-warm-parts';

const MessageMenu = lazyPart(() => import('./message-menu'));

interface HistoryProps {
  scroller: RefObject<HTMLDivElement | null>;
  goal: Goal | null;
  onGoalReached: () => void;
  sides?: readonly SideRow[];
}

/** The messages of a chat, oldest first, anchored so that nothing the reader looks at moves. */
export function History({ scroller, goal, onGoalReached, sides }: HistoryProps) {
  const t = useTranslations('chat');
  const { chat, me, store, name, reply } = useChatScope();
  const state = useMessages(chat.id, (value) => value);
  const timeZone = useTimeZone() ?? 'UTC';
  const { items, pending, changes, hasAfter, firstUnreadSeq } = state;
  const { startsAt, rows } = useMemo(
    () => buildTimeline({ items, pending, changes, sides, hasAfter, firstUnreadSeq, meId: me.id, timeZone }),
    [items, pending, changes, sides, hasAfter, firstUnreadSeq, me.id, timeZone],
  );
  const list = useHistoryWindow({ rows, scroller, isFollowing: !hasAfter });
  const readCount = useMemo(() => readCounter(chat, me.id), [chat, me.id]);
  const hasSingleKeys = useSingleKeys();
  const [menu, setMenu] = useState<MenuTarget | null>(null);
  const isMenuLoaded = useOnceOpen(menu !== null);
  const openMenu = useCallback((entry: Entry, anchor: HTMLElement) => setMenu({ entry, anchor }), []);
  const { scrollToIndex, isAtRow } = list;
  const newIndex = rows.findIndex((row) => row.kind === 'new');
  const isPlaced = useRef(false);
  // Runs when the history arrives and when its first unread message becomes known: before the paint in both cases.
  // Later rows must not move the reader, nor who went elsewhere before the page came awake
  useLayoutEffect(() => {
    if (!state.isLoaded) return;
    if (newIndex >= 0 && (isPlaced.current || !isAtRow())) scrollToIndex(newIndex, 'start');
    isPlaced.current = true;
  }, [state.isLoaded, firstUnreadSeq]);

  const keys = useMemo(() => rows.filter(isMessage).map((row) => row.key), [rows]);
  const reveal = useCallback(
    (key: string) =>
      scrollToIndex(
        rows.findIndex((row) => row.key === key),
        'center',
      ),
    [rows, scrollToIndex],
  );
  const roving = useRoving(scroller, keys, reveal);
  const highlighted = useGoalScroll({ goal, rows, list, onFocus: roving.focus, onGoalReached });
  useWarmParts();
  usePaging(scroller, store);
  useReadMarker(scroller, store, list.rendered);

  const isBusy = !state.isLoaded || state.isLoading.before || state.isLoading.first;
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys move over the messages inside */}
      <div
        ref={scroller}
        data-history
        // It grows upwards, so it is not painted before all its rows are parsed: the footer comes right after them.
        className="relative flex min-h-0 flex-1 flex-col overflow-y-auto overscroll-none [overflow-anchor:none] [scrollbar-color:var(--line-control)_transparent] [scrollbar-width:thin] [&:not(:has(~footer))]:invisible"
        onKeyDown={(event) => {
          roving.onKeyDown(event);
          if (handleMessageKey(event)) event.preventDefault();
        }}
        onFocus={roving.onFocus}
      >
        {/* Announced by a region of its own: a live log would read old pages aloud as they load. */}
        <div
          role="log"
          aria-live="off"
          aria-relevant="additions"
          aria-busy={isBusy}
          aria-label={t('messagesWith', { name })}
          className="mx-auto mt-auto w-full max-w-4xl flex-none px-6 pb-2 max-tablet:px-3"
          style={{ paddingBlockStart: list.before, paddingBlockEnd: list.after || undefined }}
        >
          <HistoryEdge state={state} startsAt={startsAt} />
          {list.rendered.map((index) => {
            const row = rows[index];
            return (
              row && (
                <div key={row.key} data-row={row.key}>
                  {renderRow(row)}
                </div>
              )
            );
          })}
        </div>
      </div>
      {isMenuLoaded && <MessageMenu target={menu} onClose={() => setMenu(null)} />}
    </>
  );

  /** Enter, or the key for menus, opens that of the message with the focus; R quotes it. */
  function handleMessageKey(event: KeyboardEvent): boolean {
    const target = event.target as HTMLElement;
    const entry = rows.filter(isMessage).find(({ key }) => key === target.dataset.key)?.entry;
    if (!entry || event.altKey || event.ctrlKey || event.metaKey) return false;
    const isMenuKey = event.key === 'Enter' || event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
    if (isMenuKey && hasMenu(entry.message, isModerator(me, chat))) openMenu(entry, target);
    else if (entry.message && hasSingleKeys && event.key.toLowerCase() === 'r' && canAnswer(chat, entry.message)) {
      reply(entry.message);
    } else return false;
    return true;
  }

  function renderRow(row: Row) {
    if (row.kind === 'day') return <DayRow at={row.at} />;
    if (row.kind === 'new') return <NewRow />;
    if (row.kind === 'side') return row.content;
    if (row.kind === 'system') return <SystemRow message={row.message} />;
    const { message } = row.entry;
    return (
      <MessageRow
        entry={row.entry}
        tick={message ? store.tickOf(message) : 'sending'}
        readCount={row.entry.isOwn && message && readCount ? readCount(message.seq) : null}
        isTabStop={row.key === roving.activeKey}
        isHighlighted={highlighted !== null && message?.seq === highlighted}
        setSize={Math.max(chat.headSeq, message?.seq ?? 0)}
        onMenu={openMenu}
      />
    );
  }
}

function isMessage(row: Row): row is Extract<Row, { kind: 'message' }> {
  return row.kind === 'message';
}
