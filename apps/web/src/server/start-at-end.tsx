import { headers } from 'next/headers';
import { NONCE_HEADER } from './page-path';

/** What it scrolled to is noted, so that the app, once awake, knows a reader who has gone elsewhere. */
const SCRIPT = `for (const history of document.querySelectorAll('[data-history]')) {
  history.scrollTop = history.scrollHeight;
  history.startTop = history.scrollTop;
}`;

/**
 * A chat that came with the page shows its end at once; without it the oldest messages would be seen until the app
 * is awake. Only for full loads: scripts do not run in later navigations, where the app places the history itself.
 */
export async function StartAtEnd() {
  const head = await headers();
  if (head.get('sec-fetch-dest') !== 'document') return null;
  return (
    <script
      nonce={head.get(NONCE_HEADER) ?? undefined}
      suppressHydrationWarning
      // A constant of ours; as a child its quotes would be escaped
      dangerouslySetInnerHTML={{ __html: SCRIPT }}
    />
  );
}
