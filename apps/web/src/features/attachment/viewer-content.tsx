'use client';

import type { MessageDto } from '@app/contracts';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useState } from 'react';
import { ViewerBar } from './viewer-bar';
import { ViewerButton } from './viewer-button';
import { ViewerPicture } from './viewer-picture';
import { nextZoom } from './zoom';

interface ViewerContentProps {
  message: MessageDto;
  /** Which picture is looked at first. */
  first: number;
  onClose: () => void;
}

/** The keys work at once, wherever the window itself would put the focus. */
const takeFocus = (element: HTMLElement | null) => element?.focus({ preventScroll: true });

const SIDE = 'absolute top-1/2 -translate-y-1/2 bg-[rgb(12_10_8/0.6)] [&>svg]:rtl:-scale-x-100';

/** One picture at a time; arrows walk over them, plus and minus zoom. */
export function ViewerContent({ message, first, onClose }: ViewerContentProps) {
  const t = useTranslations('file');
  const [at, setAt] = useState(first);
  const [zoom, setZoom] = useState(1);
  const pictures = message.attachments.filter(({ kind }) => kind === 'image');
  const picture = pictures[at];
  if (!picture) return null;
  const go = (step: number) => {
    setAt((before) => Math.min(pictures.length - 1, Math.max(0, before + step)));
    setZoom(1);
  };
  const handleKey = (event: KeyboardEvent<HTMLElement>) => {
    const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    if (event.key === '+' || event.key === '=') setZoom(nextZoom(zoom, 2));
    else if (event.key === '-') setZoom(nextZoom(zoom, 0.5));
    else if (zoom > 1) return;
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') go(event.key === forward ? 1 : -1);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are short cuts of the buttons inside
    <div ref={takeFocus} tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none" onKeyDown={handleKey}>
      <ViewerBar
        senderId={message.senderId}
        picture={picture}
        position={pictures.length > 1 ? t('position', { at: at + 1, of: pictures.length }) : null}
        zoom={zoom}
        onZoom={setZoom}
        onClose={onClose}
      />
      <div className="relative flex min-h-0 flex-1">
        <ViewerPicture key={picture.id} picture={picture} zoom={zoom} onZoom={setZoom} />
        {at > 0 && (
          <ViewerButton icon={ChevronLeft} label={t('previous')} onPress={() => go(-1)} className={`${SIDE} start-2`} />
        )}
        {at < pictures.length - 1 && (
          <ViewerButton icon={ChevronRight} label={t('next')} onPress={() => go(1)} className={`${SIDE} end-2`} />
        )}
      </div>
      {message.text && (
        <p dir="auto" className="max-h-24 flex-none overflow-y-auto px-4 py-3 text-center text-sm whitespace-pre-wrap">
          {message.text}
        </p>
      )}
    </div>
  );
}
