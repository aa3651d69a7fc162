import type { MessageType } from '@app/contracts';
import type { ComponentType } from 'react';
import { lazyPart } from '@/ui/lazy-part';
import { spaceOf } from './bubble-space';
import type { Entry } from './timeline';

/** What the part of a bubble gets: `entry.message` once it is stored, `entry.pending` while it is on its way. */
export interface BubblePartProps {
  entry: Entry;
}

const AttachmentSet = lazyPart(() => import('@/features/attachment/attachment-set'));

/** Loaded with the first message of its kind. */
const PARTS: Partial<Record<MessageType, ComponentType<BubblePartProps>>> = {
  image: AttachmentSet,
  file: AttachmentSet,
  offer: lazyPart(() => import('@/features/offer/offer-answer')),
  voice: lazyPart(() => import('@/features/voice/voice-bubble')),
};

/** What a message carries besides its text, in a space that is known before it is there: nothing moves. */
export function BubbleContent({ entry }: BubblePartProps) {
  const Part = PARTS[entry.type];
  return (
    Part && (
      <div className="max-w-full" style={spaceOf(entry)}>
        <Part entry={entry} />
      </div>
    )
  );
}
