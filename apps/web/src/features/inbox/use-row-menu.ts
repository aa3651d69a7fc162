'use client';

import { type KeyboardEvent, type MouseEvent, type PointerEvent, useCallback, useRef, useState } from 'react';
import type { ChatMenuTarget } from './chat-menu';

const LONG_PRESS_MS = 500;
/** A finger is never quite still. */
const SLACK_PX = 10;

const linkOf = (event: { target: EventTarget }) =>
  (event.target as Element).closest('li')?.querySelector<HTMLElement>('[data-chat-id]') ?? null;

/** The menu of a row: by the other mouse button, Shift+F10 or the menu key, and by a long press where the browser tells of none. */
export function useRowMenu() {
  const [target, setTarget] = useState<ChatMenuTarget | null>(null);
  const press = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number; isLong: boolean } | null>(null);

  const open = useCallback((anchor: HTMLElement | null) => {
    const chatId = anchor?.dataset.chatId;
    if (anchor && chatId) setTarget({ chatId, anchor });
  }, []);

  const endPress = () => {
    if (press.current) clearTimeout(press.current.timer);
  };

  return {
    target,
    /** For the row whose link this is. */
    open,
    close: useCallback(() => setTarget(null), []),
    handlers: {
      onContextMenu: (event: MouseEvent) => {
        const link = linkOf(event);
        if (!link) return;
        event.preventDefault();
        endPress();
        link.focus({ preventScroll: true });
        open(link);
      },
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key !== 'ContextMenu' && !(event.key === 'F10' && event.shiftKey)) return;
        event.preventDefault();
        open(linkOf(event));
      },
      onPointerDown: (event: PointerEvent) => {
        endPress();
        press.current = null;
        const link = event.pointerType === 'touch' ? linkOf(event) : null;
        if (!link) return;
        const timer = setTimeout(() => {
          if (press.current) press.current.isLong = true;
          open(link);
        }, LONG_PRESS_MS);
        press.current = { timer, x: event.clientX, y: event.clientY, isLong: false };
      },
      onPointerMove: (event: PointerEvent) => {
        const from = press.current;
        if (from && Math.hypot(event.clientX - from.x, event.clientY - from.y) > SLACK_PX) endPress();
      },
      onPointerUp: endPress,
      onPointerCancel: endPress,
      /** The finger that opened the menu does not also open the chat when it lifts. */
      onClickCapture: (event: MouseEvent) => {
        if (!press.current?.isLong) return;
        press.current = null;
        event.preventDefault();
        event.stopPropagation();
      },
    },
  };
}
