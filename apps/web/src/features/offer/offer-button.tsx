'use client';

import { Tag } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { IconButton } from '@/ui/button';
import { lazyPart } from '@/ui/lazy-part';
import { useOnceOpen } from '@/ui/use-once-open';

const OfferDialog = lazyPart(() => import('./offer-dialog'));

/** In the composer of a chat of two. */
export function OfferButton() {
  const t = useTranslations('offer');
  const [isOpen, setIsOpen] = useState(false);
  const isLoaded = useOnceOpen(isOpen);
  return (
    <>
      <IconButton label={t('make')} aria-haspopup="dialog" onPress={() => setIsOpen(true)}>
        <Tag aria-hidden className="flip size-5" />
      </IconButton>
      {isLoaded && <OfferDialog isOpen={isOpen} onClose={() => setIsOpen(false)} />}
    </>
  );
}
