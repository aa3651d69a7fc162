'use client';

import { LOCALES } from '@app/contracts';
import { CircleAlert, Users } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { LOCALE_NAME } from '@/i18n/locale';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { ChipGroup } from '@/ui/chip';
import { cx } from '@/ui/cx';
import { Spinner } from '@/ui/spinner';
import type { AudienceKind, BroadcastDraft } from './broadcast-draft';
import { ListFields } from './list-fields';
import { SegmentFields } from './segment-fields';
import type { Choices } from './use-choices';
import type { Reach } from './use-reach';

interface AudienceCardProps {
  draft: BroadcastDraft;
  onChange: (part: Partial<BroadcastDraft>) => void;
  choices: Choices;
  reach: Reach;
  onRetry: () => void;
}

const KINDS: readonly AudienceKind[] = ['everyone', 'segment', 'list'];

/** Who gets it, and how many people that is right now. */
export function AudienceCard({ draft, onChange, choices, reach, onRetry }: AudienceCardProps) {
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
            value={draft.audienceKind}
            onChange={(audienceKind) => onChange({ audienceKind })}
            options={KINDS.map((id) => ({ id, text: t(`audienceKind.${id}`) }))}
          />
        </header>
        {draft.audienceKind === 'segment' && <SegmentFields draft={draft} onChange={onChange} choices={choices} />}
        {draft.audienceKind === 'list' && <ListFields draft={draft} onChange={onChange} />}
        <ReachLine reach={reach} onRetry={onRetry} />
      </section>
    </Card>
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
          <span className="flex flex-wrap items-baseline gap-x-4">
            {t.rich('people', {
              count: reach.recipients,
              shown: format.number(reach.recipients),
              b: (chunks) => <b className="tabular text-[1.25rem] font-bold tracking-tight">{chunks}</b>,
            })}
            <Languages reach={reach} />
          </span>
        ))}
    </div>
  );
}

/** Which languages they read, where it is more than one. */
function Languages({ reach: { recipients, locales } }: { reach: Extract<Reach, { state: 'known' }> }) {
  const format = useFormatter();
  const read = LOCALES.filter((locale) => locales[locale] > 0);
  if (read.length < 2) return null;
  return (
    <span className="flex flex-wrap gap-x-3">
      {read.map((locale) => (
        <span key={locale}>
          <bdi lang={locale}>{LOCALE_NAME[locale]}</bdi>{' '}
          <bdi className="tabular">
            {format.number(locales[locale] / recipients, { style: 'percent', maximumFractionDigits: 0 })}
          </bdi>
        </span>
      ))}
    </span>
  );
}
