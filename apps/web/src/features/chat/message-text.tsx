import type { MentionDto } from '@app/contracts';
import { lazy, memo, Suspense } from 'react';

const LinkedText = lazy(() => import('./linked-text'));

/** What an address, or a mention, cannot do without. Most messages have none of it, and finding addresses well takes 7 KB. */
const MAY_HOLD_LINK = /\.\p{L}|@|:\/\//u;

interface MessageTextProps {
  text: string;
  mentions?: readonly MentionDto[];
}

/** Plain text with its links and mentions. What the server has rendered stays as it is while their code loads. */
export const MessageText = memo(function MessageText({ text, mentions }: MessageTextProps) {
  if (!MAY_HOLD_LINK.test(text)) return text;
  return (
    <Suspense fallback={text}>
      <LinkedText text={text} mentions={mentions} />
    </Suspense>
  );
});
