'use client';

import type { Locale } from '@app/contracts';
import { ArrowRight, ChevronLeft } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { PageTitle } from '@/features/shell/page-title';
import { toLocale } from '@/i18n/locale';
import { Button, IconLink } from '@/ui/button';
import { AudienceCard } from './audience-card';
import { audienceOf, type BroadcastDraft, emptyDraft, faultsOf } from './broadcast-draft';
import { ConfirmSend } from './confirm-send';
import { MessageCard } from './message-card';
import { PreviewCard } from './preview-card';
import { PublishFault } from './publish-fault';
import { usePublish } from './use-publish';
import { useReach } from './use-reach';

const FIRST_FAULT = ':is(input, textarea)[aria-invalid="true"]';

/** A broadcast being written: who, what, how it looks; nothing is sent before the question at the end. */
export function ComposeScreen() {
  const t = useTranslations('broadcast');
  const own = toLocale(useLocale());
  const [draft, setDraft] = useState<BroadcastDraft>(() => emptyDraft(own));
  const [current, setCurrent] = useState<Locale>(own);
  const page = useRef<HTMLDivElement>(null);
  const [isChecked, setIsChecked] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  const { reach, retry } = useReach(audienceOf(draft));
  const { publish, isPublishing, error } = usePublish();
  const faults = isChecked ? faultsOf(draft) : {};

  const change = (part: Partial<BroadcastDraft>) => setDraft((before) => ({ ...before, ...part }));
  const review = () => {
    const found = Object.keys(faultsOf(draft)) as Locale[];
    setIsChecked(true);
    const first = found[0];
    if (first === undefined) {
      retry();
      setIsAsking(true);
      return;
    }
    if (!found.includes(current)) setCurrent(first);
    requestAnimationFrame(() => page.current?.querySelector<HTMLElement>(FIRST_FAULT)?.focus());
  };

  return (
    <div ref={page} className="scroll-y min-w-0 flex-1 bg-canvas">
      <PageTitle page={t('new')} />
      <div className="mx-auto max-w-[74rem] px-8 pt-6 pb-12 max-tablet:px-4 max-tablet:pt-4 max-tablet:pb-8">
        <header className="mb-5 flex flex-wrap items-center gap-3">
          <IconLink href="/broadcasts" label={t('toList')} className="-ms-2">
            <ChevronLeft aria-hidden className="flip size-5" strokeWidth={1.75} />
          </IconLink>
          <div className="min-w-0 flex-1">
            <h1 className="text-xl tracking-[-0.02em]">{t('new')}</h1>
            <p className="text-sm text-quiet">{t('newLead')}</p>
          </div>
          <Button variant="primary" isPending={isPublishing} onPress={review} className="max-tablet:w-full">
            {t('review')}
            {!isPublishing && <ArrowRight aria-hidden className="flip size-4" />}
          </Button>
        </header>
        <PublishFault error={error} />
        <div className="grid grid-cols-[minmax(0,1fr)_24.5rem] items-start gap-5 max-desktop:grid-cols-1">
          <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
            <AudienceCard draft={draft} onChange={change} reach={reach} onRetry={retry} />
            <MessageCard draft={draft} onChange={change} faults={faults} current={current} onCurrent={setCurrent} />
          </div>
          <PreviewCard draft={draft} />
        </div>
      </div>
      <ConfirmSend
        draft={draft}
        reach={reach}
        onRetry={retry}
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        onConfirm={() => {
          setIsAsking(false);
          void publish(draft);
        }}
      />
    </div>
  );
}
