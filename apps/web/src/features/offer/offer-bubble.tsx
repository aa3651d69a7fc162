'use client';

import type { BubbleProps } from '@/features/chat/bubble';
import { BubbleMeta } from '@/features/chat/bubble-meta';
import { MessageText } from '@/features/chat/message-text';
import { Quote } from '@/features/chat/quote';
import { OfferCard } from './offer-card';
import { OfferLine } from './offer-line';

/** In the place of a bubble, for the message that makes an offer. */
export default function OfferBubble({ entry, tick, readCount }: BubbleProps) {
  const { message, pending, senderId: makerId } = entry;
  const stored = message?.offer ?? null;
  const shown = stored ?? pending?.offer;
  if (!shown) return null;
  const parts = {
    note: (entry.text || entry.replyTo) && (
      <>
        {entry.replyTo && <Quote quote={entry.replyTo} isOwn={false} />}
        <p dir="auto" className="whitespace-pre-wrap">
          <MessageText text={entry.text} />
        </p>
      </>
    ),
    meta: <BubbleMeta entry={entry} tick={tick} readCount={readCount} isOnCard />,
  };
  if (stored && stored.state !== 'live' && stored.state !== 'accepted') return <OfferLine offer={stored} {...parts} />;
  return <OfferCard offer={{ ...shown, makerId }} stored={stored} {...parts} />;
}
