'use client';

import { SLA_TARGETS, type SlaPolicyDto } from '@app/contracts';
import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { ChangeFault } from '@/features/desk/change-fault';
import { SettingsCard } from '@/features/preference/settings-card';
import { Button } from '@/ui/button';
import { Switch } from '@/ui/switch';
import { HolidaysCard } from './holidays-card';
import { draftOf, faultsOf, isFaultless, type PolicyDraft } from './policy-draft';
import { PromiseField } from './promise-field';
import type { Policies } from './use-policies';
import { usePolicySaving } from './use-policy-saving';
import { WeekCard } from './week-card';

interface PolicyFormProps {
  policy: SlaPolicyDto;
  /** Whose hours may become the same. */
  others: readonly SlaPolicyDto[];
  put: Policies['put'];
}

/** What is promised for one priority, and the hours that count for it. */
export function PolicyForm({ policy, others, put }: PolicyFormProps) {
  const t = useTranslations('sla');
  const [draft, setDraft] = useState(() => draftOf(policy));
  const [isForAll, setIsForAll] = useState(false);
  const [isChecked, setIsChecked] = useState(false);
  const { save, isSaving, isSaved, fault, touch } = usePolicySaving(put);
  const faults = faultsOf(draft);
  const shown = isChecked ? faults : { promises: [], days: {}, isNeverOpen: false };
  const change = (part: Partial<PolicyDraft>) => {
    touch();
    setDraft((before) => ({ ...before, ...part }));
  };
  const submit = () => {
    setIsChecked(true);
    if (isFaultless(faults)) void save(policy, draft, isForAll ? others : []);
  };
  return (
    <Form
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isSaving) submit();
      }}
    >
      <SettingsCard title={t('promises')} text={t('promisesText')}>
        <div className="grid gap-4 tablet:grid-cols-3">
          {SLA_TARGETS.map((target) => (
            <PromiseField
              key={target}
              target={target}
              value={draft.promises[target]}
              isWrong={shown.promises.includes(target)}
              onChange={(promise) => change({ promises: { ...draft.promises, [target]: promise } })}
            />
          ))}
        </div>
        <Switch isSelected={draft.escalates} onChange={(escalates) => change({ escalates })}>
          {t('escalates')}
          <span className="block text-xs text-quiet">{t('escalatesText')}</span>
        </Switch>
      </SettingsCard>
      <WeekCard draft={draft} faults={shown} onChange={change} />
      <HolidaysCard holidays={draft.holidays} onChange={(holidays) => change({ holidays })} />
      <div className="grid gap-4">
        <Switch isSelected={isForAll} onChange={setIsForAll}>
          {t('sameHours')}
        </Switch>
        <ChangeFault text={isChecked && !isFaultless(faults) ? t('fault.some') : fault} className="pt-0" />
        <div className="flex items-center justify-end gap-3">
          <span role="status" className="flex items-center gap-1 text-sm text-success">
            {isSaved && (
              <>
                <Check aria-hidden className="size-4" />
                {t('saved')}
              </>
            )}
          </span>
          <Button type="submit" variant="primary" isPending={isSaving}>
            {t('save')}
          </Button>
        </div>
      </div>
    </Form>
  );
}
