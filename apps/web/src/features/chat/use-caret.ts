'use client';

import { type RefObject, useEffect, useState } from 'react';

/** Where the caret of a field stands; null while the field has no focus, or a part of its text is selected. */
export function useCaret(field: RefObject<HTMLTextAreaElement | null>): number | null {
  const [caret, setCaret] = useState<number | null>(null);
  useEffect(() => {
    const read = () => {
      const element = field.current;
      const isIn = element && document.activeElement === element && element.selectionStart === element.selectionEnd;
      setCaret(isIn ? element.selectionStart : null);
    };
    read();
    const events = ['selectionchange', 'input', 'focusin', 'focusout'];
    for (const event of events) document.addEventListener(event, read);
    return () => {
      for (const event of events) document.removeEventListener(event, read);
    };
  }, [field]);
  return caret;
}
