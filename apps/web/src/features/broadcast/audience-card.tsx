'use client';

import { LOCALES, ROLES } from '@app/contracts';
import { CircleAlert, Users } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { LOCALE_NAME } from '@/i18n/locale';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { ChipGroup } from '@/ui/chip';
import { cx } from '@/ui/cx';
import { Spinner } from '@/ui/spinner';
import type { BroadcastDraft } from './broadcast-draft';
import { MultiChoice } from './multi-choice';
import { RegionField } from './region-field';
import type { Reach } from './use-reach';

interface AudienceCardProps {
  draft: BroadcastDraft;
  onChange: (part: Partial<BroadcastDraft>) => void;
  reach: Reach;
  onRetry: () => void;
}

/** Who gets it, and how many people that is right now. */
export function AudienceCard({ draft, onChange, reach, onRetry }: AudienceCardProps) {
  const t = useTranslations('broadcast');
  return (
    <Card className="p-5 max-tablet:p-4">
      <section aria-labelledby="audience-title">
        <header className="mb-4 flex flex-wrap items-center gap-2">
          <h2 id="audience-title" className="flex-1 text-md">
            {t('audience')}
          </h2>
          <ChipGroup
            label={t('audience')}
            value={draft.isEveryone ? 'everyone' : 'segment'}
            onChange={(id) => onChange({ isEveryone: id === 'everyone' })}
            options={[
              { id: 'everyone', text: t('everyone') },
              { id: 'segment', text: t('segment') },
            ]}
          />
        </header>
        {!draft.isEveryone && (
          <div className="mb-4 grid grid-cols-[minmax(0,1fr)] gap-4">
            <p className="text-sm text-soft">{t('segmentHint')}</p>
            <Condition title={t('rolesTitle')}>
              <MultiChoice
                label={t('rolesTitle')}
                value={draft.roles}
                onChange={(roles) => onChange({ roles })}
                options={ROLES.map((id) => ({ id, text: t(`roles.${id}`) }))}
              />
            </Condition>
            <Condition title={t('languagesTitle')}>
              <MultiChoice
                label={t('languagesTitle')}
                value={draft.locales}
                onChange={(locales) => onChange({ locales })}
                options={LOCALES.map((id) => ({ id, text: LOCALE_NAME[id], lang: id }))}
              />
            </Condition>
            <RegionField value={draft.regions} onChange={(regions) => onChange({ regions })} />
          </div>
        )}
        <ReachLine reach={reach} onRetry={onRetry} />
      </section>
    </Card>
  );
}

function Condition({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="grid gap-1.5">
      <h3 className="text-sm font-name">{title}</h3>
      {children}
    </div>
  );
}

/** The one strong thing of the page. */
function ReachLine({ reach, onRetry }: { reach: Reach; onRetry: () => void }) {
  const t = useTranslations('broadcast');
  const app = useTranslations('app');
  const format = useFormatter();
  const isNobody = reach.state === 'known' && reach.recipients === 0;
  const isWarning = isNobody || reach.state === 'failed';
  return (
    <div
      role="status"
      className={cx(
        'flex min-h-14 flex-wrap items-center gap-x-4 gap-y-1 rounded-md px-4 py-2.5 text-sm',
        isWarning ? 'bg-warn-soft text-warn' : 'bg-support-soft text-support',
      )}
    >
      {isWarning ? (
        <CircleAlert aria-hidden className="size-5 flex-none" strokeWidth={1.75} />
      ) : (
        <Users aria-hidden className="size-5 flex-none" strokeWidth={1.75} />
      )}
      {reach.state === 'counting' && (
        <span className="flex items-center gap-2">
          <Spinner />
          {t('counting')}
        </span>
      )}
      {reach.state === 'failed' && (
        <>
          <span className="flex-1">{t('countFailed')}</span>
          <Button size="sm" onPress={onRetry}>
            {app('retry')}
          </Button>
        </>
      )}
      {reach.state === 'known' &&
        (isNobody ? (
          <span>{t('nobody')}</span>
        ) : (
          <span>
            {t.rich('people', {
              count: reach.recipients,
              shown: format.number(reach.recipients),
              b: (chunks) => <b className="tabular text-[1.25rem] font-bold tracking-tight">{chunks}</b>,
            })}
          </span>
        ))}
    </div>
  );
}
