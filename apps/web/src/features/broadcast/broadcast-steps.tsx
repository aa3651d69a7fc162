'use client';

import type { BroadcastDto, BroadcastState } from '@app/contracts';
import { Ban, CopyPlus, Pause, Pencil, Play, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useErrorText } from '@/i18n/use-error-text';
import { Button, ButtonLink } from '@/ui/button';
import { ConfirmDialog } from '@/ui/dialog';
import { type Step, useBroadcastStep } from './use-broadcast-step';

const ICON = { pause: Pause, resume: Play, cancel: Ban, remove: Trash2 };
/** What can be done, by state. */
const STEPS: Record<BroadcastState, readonly Step[]> = {
  draft: ['remove'],
  scheduled: ['pause', 'cancel'],
  sending: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  sent: ['cancel'],
  cancelled: [],
  expired: [],
};

interface BroadcastStepsProps {
  broadcast: BroadcastDto;
  onChanged: (broadcast: BroadcastDto) => void;
}

/** What an admin can do with it now. What takes something from people asks first. */
export function BroadcastSteps({ broadcast, onChanged }: BroadcastStepsProps) {
  const t = useTranslations('broadcast.step');
  const app = useTranslations('app');
  const errorText = useErrorText();
  const [asked, setAsked] = useState<'cancel' | 'remove' | null>(null);
  const { take, pending, error } = useBroadcastStep(broadcast.id, onChanged);
  const { id, state, isPublished } = broadcast;
  const textOf = (step: Step) => t(step === 'cancel' && isPublished ? 'withdraw' : step);
  return (
    <div className="mb-5 grid gap-2">
      <div className="flex flex-wrap gap-2">
        {state === 'draft' && (
          <ButtonLink href={`/broadcasts/new?draft=${id}`} variant="primary" size="sm">
            <Pencil aria-hidden className="size-4" />
            {t('edit')}
          </ButtonLink>
        )}
        {STEPS[state].map((step) => {
          const Icon = ICON[step];
          const isAsking = step === 'cancel' || step === 'remove';
          return (
            <Button
              key={step}
              size="sm"
              isPending={pending === step}
              isDisabled={pending !== null}
              onPress={() => (isAsking ? setAsked(step) : void take(step))}
            >
              {pending !== step && <Icon aria-hidden className="size-4" />}
              {textOf(step)}
            </Button>
          );
        })}
        {state !== 'draft' && (
          <ButtonLink href={`/broadcasts/new?from=${id}`} size="sm">
            <CopyPlus aria-hidden className="size-4" />
            {t('repeat')}
          </ButtonLink>
        )}
      </div>
      <p role="alert" className="text-sm text-danger empty:hidden">
        {error && t('failed', { reason: errorText(error.code) })}
      </p>
      <ConfirmDialog
        title={t(asked === 'remove' ? 'removeTitle' : isPublished ? 'withdrawTitle' : 'cancelTitle')}
        isOpen={asked !== null}
        onClose={() => setAsked(null)}
        onConfirm={() => {
          if (asked) void take(asked);
          setAsked(null);
        }}
        confirmText={asked ? textOf(asked) : ''}
        cancelText={app('back')}
      >
        {t(asked === 'remove' ? 'removeText' : isPublished ? 'withdrawText' : 'cancelText')}
      </ConfirmDialog>
    </div>
  );
}
