'use client';

import type { ChatContextDto } from '@app/contracts';
import { ChevronRight } from 'lucide-react';
import { Press } from '@/ui/press';
import { ContextPicture } from './context-picture';
import { useStatusText } from './context-status';
import { usePriceText } from './use-price-text';

/** The listing in one line under the header, where the context pane has no room. */
export function ListingStrip({ context, onOpen }: { context: ChatContextDto; onOpen: () => void }) {
  const price = usePriceText(context.price);
  const statusText = useStatusText();
  return (
    <Press
      onPress={onOpen}
      className="flex w-full flex-none items-center gap-3 border-b border-line bg-surface px-4 py-2 text-start text-sm hover:bg-hover desktop:hidden"
    >
      <ContextPicture context={context} className="size-10 rounded-sm" />
      <span className="min-w-0 flex-1">
        <b dir="auto" className="one-line block font-name">
          {context.title}
        </b>
        <span className="tabular flex gap-1 text-quiet">
          {price && <bdi suppressHydrationWarning>{price}</bdi>}
          {price && context.status && <span aria-hidden>·</span>}
          {context.status && <bdi>{statusText(context.status)}</bdi>}
        </span>
      </span>
      <ChevronRight aria-hidden className="flip size-4 flex-none text-quiet" />
    </Press>
  );
}
