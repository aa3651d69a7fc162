import { lazy, memo, Suspense } from 'react';

const LinkedText = lazy(() => import('./linked-text'));

/** What an address cannot do without. Most messages have none of it, and finding addresses well takes 7 KB. */
const MAY_HOLD_LINK = /\.\p{L}|@|:\/\//u;

/** Plain text with its links. What the server has rendered stays as it is while the finder of links loads. */
export const MessageText = memo(function MessageText({ text }: { text: string }) {
  if (!MAY_HOLD_LINK.test(text)) return text;
  return (
    <Suspense fallback={text}>
      <LinkedText text={text} />
    </Suspense>
  );
});
