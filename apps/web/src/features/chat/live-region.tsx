'use client';

import { useMessageAnnouncer } from './use-announcer';

/** The one place that speaks: what others write here, and small confirmations. */
export function LiveRegion({ text }: { text: string }) {
  useMessageAnnouncer();
  return (
    <p aria-live="polite" className="sr-only">
      {text}
    </p>
  );
}
