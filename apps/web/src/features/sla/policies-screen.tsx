'use client';

import { TICKET_PRIORITIES, type TicketCategory, type TicketPriority } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useCategoryOptions } from '@/features/category/use-categories';
import { PageTitle } from '@/features/shell/page-title';
import { RoleGate } from '@/features/shell/role-gate';
import { Card } from '@/ui/card';
import { ChipGroup } from '@/ui/chip';
import { LoadFailure } from '@/ui/load-failure';
import { Page } from '@/ui/page';
import { SelectField } from '@/ui/select-field';
import { SkeletonRows } from '@/ui/skeleton';
import { PolicyForm } from './policy-form';
import { type Policies, usePolicies } from './use-policies';

const LEADS = ['admin'] as const;

/** How fast the desk promises to answer, and when it is open. */
export function PoliciesScreen() {
  const t = useTranslations('sla');
  return (
    <RoleGate roles={LEADS} href="/desk">
      <PageTitle page={t('title')} />
      <Page title={t('title')} isNarrow>
        <p className="mb-4 text-sm text-soft">{t('text')}</p>
        <Content />
      </Page>
    </RoleGate>
  );
}

function Content() {
  const t = useTranslations();
  const { policies, error, load, put } = usePolicies();
  if (error) {
    return (
      <LoadFailure title={t('sla.loadError')} onRetry={() => void load()}>
        {t('support.loadErrorText')}
      </LoadFailure>
    );
  }
  if (policies) return <Chooser policies={policies} put={put} />;
  return (
    <Card className="p-2" aria-busy>
      <SkeletonRows count={6} />
    </Card>
  );
}

function Chooser({ policies, put }: { policies: NonNullable<Policies['policies']>; put: Policies['put'] }) {
  const t = useTranslations();
  const [priority, setPriority] = useState<TicketPriority>('normal');
  const [category, setCategory] = useState<TicketCategory | null>(null);
  const ofPriority = policies.filter((policy) => policy.priority === priority);
  const own = ofPriority.find((policy) => policy.category === category);
  const shown = own ?? ofPriority.find((policy) => policy.category === null);
  if (!shown) return null;
  return (
    <>
      <div className="mb-4 grid gap-4">
        <ChipGroup
          label={t('desk.priority')}
          value={priority}
          onChange={setPriority}
          options={TICKET_PRIORITIES.map((id) => ({ id, text: t(`support.priority.${id}`) }))}
        />
        <SelectField
          label={t('desk.category')}
          anyText={t('sla.everyCategory')}
          value={category}
          onChange={setCategory}
          options={useCategoryOptions(category)}
        />
        {!own && <p className="text-sm text-soft">{t('sla.asEvery')}</p>}
      </div>
      <PolicyForm
        key={`${priority} ${category}`}
        policy={{ ...shown, category }}
        others={policies.filter((policy) => policy !== own)}
        put={put}
      />
    </>
  );
}
