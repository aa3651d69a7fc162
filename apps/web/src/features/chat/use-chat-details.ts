'use client';

import { useCallback, useState } from 'react';

const HAS_ROOM = '(min-width: 73.75rem)';

/** Details stand beside the chat where there is room, and over it elsewhere. */
export function useChatDetails() {
  const [isPaneOpen, setIsPaneOpen] = useState(true);
  const [isDialogOpen, setIsDialogOpen] = useState(false);
  const toggle = useCallback(() => {
    if (window.matchMedia(HAS_ROOM).matches) setIsPaneOpen((isOpen) => !isOpen);
    else setIsDialogOpen(true);
  }, []);
  return { isPaneOpen, isDialogOpen, toggle, closeDialog: useCallback(() => setIsDialogOpen(false), []) };
}
