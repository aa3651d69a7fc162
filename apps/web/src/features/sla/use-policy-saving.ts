'use client';

import { ParleyError } from '@app/client';
import type { SlaPolicyDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useErrorText } from '@/i18n/use-error-text';
import { draftOf, inputOf, type PolicyDraft } from './policy-draft';
import type { Policies } from './use-policies';

export interface PolicySaving {
  /** `alike`: other policies that get the same hours and keep their promises. */
  save: (policy: SlaPolicyDto, draft: PolicyDraft, alike: readonly SlaPolicyDto[]) => Promise<void>;
  isSaving: boolean;
  /** What is on the screen is what is kept. */
  isSaved: boolean;
  fault: string | null;
  /** Something was changed since. */
  touch: () => void;
}

/** Saving is a replacement, so trying again after a failure ends at the same. */
export function usePolicySaving(put: Policies['put']): PolicySaving {
  const t = useTranslations('sla');
  const errorText = useErrorText();
  const [isSaving, setIsSaving] = useState(false);
  const [isSaved, setIsSaved] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  return {
    async save(policy, draft, alike) {
      setIsSaving(true);
      setFault(null);
      try {
        await put(inputOf(policy, draft));
        const { timeZone, blocks, holidays } = draft;
        for (const other of alike) await put(inputOf(other, { ...draftOf(other), timeZone, blocks, holidays }));
        setIsSaved(true);
      } catch (thrown) {
        if (!(thrown instanceof ParleyError)) throw thrown;
        setFault(t('failed', { reason: errorText(thrown.code) }));
      } finally {
        setIsSaving(false);
      }
    },
    isSaving,
    isSaved,
    fault,
    touch: () => setIsSaved(false),
  };
}
