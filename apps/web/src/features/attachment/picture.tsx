'use client';

import { thumbnailPath } from '@app/contracts';
import { ImageOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Shown } from './shown';
import { useObjectUrl } from './use-object-url';

/** Fills its box: a blur first, then the thumbnail. What was sent from here shows the bytes that are here. */
export function Picture({ picture, alt }: { picture: Shown; alt: string }) {
  const t = useTranslations('file');
  const [kept, setKept] = useState(picture.file);
  if (picture.file && picture.file !== kept) setKept(picture.file);
  const local = useObjectUrl(kept);
  const [isBroken, setIsBroken] = useState(false);
  const source = kept ? local : picture.id && thumbnailPath(picture.id);
  if (isBroken) {
    return (
      <span className="grid h-full place-content-center justify-items-center gap-1 p-2 text-xs text-quiet">
        <ImageOff aria-hidden className="size-6" />
        {t('pictureGone')}
      </span>
    );
  }
  return (
    <span
      className="absolute inset-0 bg-cover bg-center"
      style={picture.placeholder ? { backgroundImage: `url(${picture.placeholder})` } : undefined}
    >
      {source && (
        <img
          ref={(image) => {
            // It may have failed before the page came awake.
            if (image?.complete && image.naturalWidth === 0 && image.getAttribute('src')) setIsBroken(true);
          }}
          src={source}
          alt={alt}
          loading="lazy"
          decoding="async"
          draggable={false}
          onError={() => setIsBroken(true)}
          className="h-full w-full object-cover"
        />
      )}
    </span>
  );
}
