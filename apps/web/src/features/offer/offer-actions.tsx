'use client';

import type { OfferDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { useChatScope } from '@/features/chat/chat-context';
import { Button } from '@/ui/button';
import { lazyPart } from '@/ui/lazy-part';
import { useOnceOpen } from '@/ui/use-once-open';
import { useOfferAnswer } from './use-offer-answer';

const AcceptDialog = lazyPart(() => import('./accept-dialog'));
const OfferDialog = lazyPart(() => import('./offer-dialog'));

/** What can be done with a live offer: one thing is meant, the others stand beside it. */
export function OfferActions({ offer }: { offer: OfferDto }) {
  const t = useTranslations('offer');
  const { chat, me } = useChatScope();
  const box = useRef<HTMLDivElement>(null);
  const { isUnderWay, answer } = useOfferAnswer(offer, box);
  const [dialog, setDialog] = useState<'accept' | 'counter' | null>(null);
  const isAcceptLoaded = useOnceOpen(dialog === 'accept');
  const isCounterLoaded = useOnceOpen(dialog === 'counter');
  const close = () => setDialog(null);
  if (chat.state !== 'open' || chat.isBlocked) return null;
  const isOwn = offer.makerId === me.id;
  return (
    <div ref={box} className="flex flex-wrap gap-2 px-4 pt-1 pb-2">
      {isOwn ? (
        <Button size="sm" isDisabled={isUnderWay} onPress={() => answer('withdraw')}>
          {t('withdraw')}
        </Button>
      ) : (
        <>
          <Button variant="primary" className="grow-[1.2]" isDisabled={isUnderWay} onPress={() => setDialog('accept')}>
            {t('accept')}
          </Button>
          <Button className="grow" isDisabled={isUnderWay} onPress={() => setDialog('counter')}>
            {t('counter')}
          </Button>
          <Button variant="ghost" className="grow px-3" isDisabled={isUnderWay} onPress={() => answer('decline')}>
            {t('decline')}
          </Button>
        </>
      )}
      {isAcceptLoaded && (
        <AcceptDialog
          offer={offer}
          isOpen={dialog === 'accept'}
          onClose={close}
          onConfirm={() => {
            close();
            answer('accept');
          }}
        />
      )}
      {isCounterLoaded && <OfferDialog counterOf={offer} isOpen={dialog === 'counter'} onClose={close} />}
    </div>
  );
}
