'use client';

import type { Locale } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { PageTitle } from '@/features/shell/page-title';
import { AudienceCard } from './audience-card';
import { audienceOf, type BroadcastDraft, faultsOf, isEmptyList, planFaultsOf } from './broadcast-draft';
import { ComposeHeader } from './compose-header';
import { ConfirmSend } from './confirm-send';
import { MessageCard } from './message-card';
import { PlanCard } from './plan-card';
import { PreviewCard } from './preview-card';
import { PublishFault } from './publish-fault';
import { useChoices } from './use-choices';
import { usePublish } from './use-publish';
import { useReach } from './use-reach';

const FIRST_FAULT = ':is(input, textarea)[aria-invalid="true"]';

interface ComposeFormProps {
  initial: BroadcastDraft;
  /** What it is kept under on the server, when it is. */
  draftId: string | null;
}

/** Who, what, when, how it looks; nothing is sent before the question at the end. */
export function ComposeForm({ initial, draftId }: ComposeFormProps) {
  const t = useTranslations('broadcast');
  const [draft, setDraft] = useState(initial);
  const [current, setCurrent] = useState<Locale>(initial.defaultLocale);
  const page = useRef<HTMLDivElement>(null);
  const [isChecked, setIsChecked] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  const choices = useChoices();
  const { reach, retry } = useReach(isEmptyList(draft) ? null : audienceOf(draft));
  const { publish, keep, isPublishing, error } = usePublish(draftId);

  const change = (part: Partial<BroadcastDraft>) => setDraft((before) => ({ ...before, ...part }));
  /** True when nothing is in the way; otherwise the first fault gets the focus. */
  const check = (): boolean => {
    const found = Object.keys(faultsOf(draft)) as Locale[];
    const isSound = found.length === 0 && Object.keys(planFaultsOf(draft)).length === 0;
    setIsChecked(true);
    if (isSound) return true;
    if (found[0] !== undefined && !found.includes(current)) setCurrent(found[0]);
    requestAnimationFrame(() => page.current?.querySelector<HTMLElement>(FIRST_FAULT)?.focus());
    return false;
  };
  const review = () => {
    if (!check()) return;
    retry();
    setIsAsking(true);
  };

  return (
    <div ref={page} className="scroll-y min-w-0 flex-1 bg-canvas">
      <PageTitle page={t('new')} />
      <div className="mx-auto max-w-[74rem] px-8 pt-6 pb-12 max-tablet:px-4 max-tablet:pt-4 max-tablet:pb-8">
        <ComposeHeader
          isLater={draft.isLater}
          isPending={isPublishing}
          onKeep={() => check() && void keep(draft)}
          onReview={review}
        />
        <PublishFault error={error} />
        <div className="grid grid-cols-[minmax(0,1fr)_24.5rem] items-start gap-5 max-desktop:grid-cols-1">
          <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
            <AudienceCard draft={draft} onChange={change} choices={choices} reach={reach} onRetry={retry} />
            <MessageCard
              draft={draft}
              onChange={change}
              faults={isChecked ? faultsOf(draft) : {}}
              current={current}
              onCurrent={setCurrent}
            />
            <PlanCard
              draft={draft}
              onChange={change}
              faults={isChecked ? planFaultsOf(draft) : {}}
              channels={choices.channels}
            />
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
