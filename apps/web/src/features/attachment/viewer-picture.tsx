'use client';

import { type AttachmentDto, attachmentPath, thumbnailPath } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { type PointerEvent, useState } from 'react';
import { cx } from '@/ui/cx';
import { Spinner } from '@/ui/spinner';
import { isolate } from '@/ui/text';
import { useCentered } from './use-centered';

interface ViewerPictureProps {
  picture: AttachmentDto;
  /** 1 fits the screen. */
  zoom: number;
  onZoom: (zoom: number) => void;
}

/** One picture, whole; its thumbnail until it is there. Enlarged it is moved by scrolling: finger, wheel or arrow keys. */
export function ViewerPicture({ picture, zoom, onZoom }: ViewerPictureProps) {
  const t = useTranslations('file');
  const [state, setState] = useState<'loading' | 'loaded' | 'failed'>('loading');
  const isZoomed = zoom > 1;
  const frame = useCentered(zoom);
  return (
    <div
      ref={frame}
      // Counted from the left in every language
      dir="ltr"
      tabIndex={isZoomed ? 0 : -1}
      className="flex min-h-0 flex-1 overflow-auto overscroll-contain"
      onPointerMove={pullByMouse}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a short cut of the buttons for zooming */}
      <div
        className="relative m-auto flex-none"
        style={{ width: `${zoom * 100}%`, height: `${zoom * 100}%`, cursor: isZoomed ? 'zoom-out' : 'zoom-in' }}
        onDoubleClick={() => onZoom(isZoomed ? 1 : 2)}
      >
        {state === 'loading' && <Layer source={thumbnailPath(picture.id)} alt="" isWhole />}
        {state !== 'failed' && (
          <Layer
            source={attachmentPath(picture.id)}
            isWhole={isZoomed}
            alt={t('picture', { name: isolate(picture.name) })}
            onLoad={() => setState('loaded')}
            onError={() => setState('failed')}
          />
        )}
        <span aria-live="polite" className="pointer-events-none absolute inset-0 grid place-items-center">
          {state === 'loading' && <Spinner />}
          {state === 'failed' && t('pictureGone')}
        </span>
      </div>
    </div>
  );
}

/** A finger scrolls by itself. */
function pullByMouse({ pointerType, buttons, movementX, movementY, currentTarget }: PointerEvent) {
  if (pointerType === 'mouse' && buttons === 1) currentTarget.scrollBy(-movementX, -movementY);
}

interface LayerProps {
  source: string;
  /** Fills the box, also when the picture is smaller. */
  isWhole: boolean;
  alt: string;
  onLoad?: () => void;
  onError?: () => void;
}

function Layer({ source, isWhole, ...props }: LayerProps) {
  return (
    <img
      {...props}
      src={source}
      alt={props.alt}
      draggable={false}
      className={cx('absolute inset-0 h-full w-full', isWhole ? 'object-contain' : 'object-scale-down')}
    />
  );
}
