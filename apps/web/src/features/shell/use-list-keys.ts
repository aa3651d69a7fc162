'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** Alt with the arrows goes to the row above or below, from anywhere, the message box included. */
export function useListKeys(base: '/chats' | '/desk', ids: readonly string[], currentId: string | null): void {
  const router = useRouter();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      if (!step || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const at = currentId ? ids.indexOf(currentId) : -1;
      const next = ids[at < 0 ? 0 : at + step];
      if (!next) return;
      event.preventDefault();
      router.push(`${base}/${next}`);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [base, ids, currentId, router]);
}
