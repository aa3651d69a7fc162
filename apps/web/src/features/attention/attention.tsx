'use client';

import { useParley } from '@app/client/react';
import { isQuietAt, type NotificationDto, type PreferencesDto } from '@app/contracts';
import { useEffect, useRef } from 'react';
import { playChime } from './chime';
import { createFocusLock } from './focus-lock';
import { createKnownPreferences } from './known-preferences';
import { createNewsFilter } from './news';
import { maySystemNotice, showSystemNotice } from './system-notice';
import { useNoticeWords } from './use-notice-words';

/** What comes at once is one sound. */
const BURST_MS = 2_000;

/**
 * Makes itself heard: one sound and one notification of the system for what arrives in the bell, by the one tab that speaks for
 * all. What is muted, or open in front of its reader, does not arrive there. Draws nothing.
 */
export default function Attention() {
  const { live, leader, rest, me, now } = useParley();
  const wordsOf = useNoticeWords();
  const words = useRef(wordsOf);
  words.current = wordsOf;

  useEffect(() => {
    const isNews = createNewsFilter(now);
    const preferences = createKnownPreferences(rest, me.id);
    const focus = createFocusLock(me.id);
    let soundedAt = 0;

    const attend = async (row: NotificationDto) => {
      const wanted = await preferences.get();
      if (!wanted || isHeld(row, wanted, me.timeZone, now())) return;
      if (wanted.hasSound && now() - soundedAt >= BURST_MS) {
        soundedAt = now();
        playChime();
      }
      if ((await maySystemNotice()) && !(await focus.isAnyFocused())) {
        await showSystemNotice(row, me.role, words.current(row, wanted.hidesText));
      }
    };
    const stopHearing = live.onFact((fact) => {
      // Every tab remembers what was told, as it may lead next.
      if (fact.name !== 'notification' || !isNews(fact.data)) return;
      if (leader.getState().isLeader && !isInFront(fact.data)) void attend(fact.data);
    });
    return () => {
      stopHearing();
      preferences.stop();
      focus.stop();
    };
  }, [live, leader, rest, me, now]);
  return null;
}

/** The server knows a moment later which chat was just opened. */
function isInFront({ data: { chatId, ticketId } }: NotificationDto): boolean {
  const page = location.pathname.split('/').at(-1);
  return document.hasFocus() && page !== undefined && (page === chatId || page === ticketId);
}

/** Quiet hours hold a sound as they hold a push; what is urgent passes. */
function isHeld(row: NotificationDto, { quietHours }: PreferencesDto, timeZone: string, at: number): boolean {
  if (row.isCritical || row.category === 'security') return false;
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, timeStyle: 'short' });
  return isQuietAt(quietHours, clock.format(at));
}
