'use client';

import type { BroadcastChannel } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { Card } from '@/ui/card';
import { ChipGroup } from '@/ui/chip';
import { Switch } from '@/ui/switch';
import { TextField } from '@/ui/text-field';
import type { BroadcastDraft, PlanFaults } from './broadcast-draft';
import { TimeZoneField } from './time-zone-field';

interface PlanCardProps {
  draft: BroadcastDraft;
  onChange: (part: Partial<BroadcastDraft>) => void;
  /** Shown once sending was tried. */
  faults: PlanFaults;
  /** What this server can send on, besides the bell. */
  channels: readonly BroadcastChannel[];
}

/** Where it leads, when it goes out and ends, and what it goes by. */
export function PlanCard({ draft, onChange, faults, channels }: PlanCardProps) {
  const t = useTranslations('broadcast.plan');
  const toggle = (channel: BroadcastChannel, isOn: boolean) => {
    const others = draft.channels.filter((each) => each !== channel);
    onChange({ channels: isOn ? [...others, channel] : others });
  };
  return (
    <Card className="p-5 max-tablet:p-4">
      <section aria-labelledby="plan-title" className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <header className="flex flex-wrap items-center gap-2">
          <h2 id="plan-title" className="flex-1 text-md">
            {t('title')}
          </h2>
          <ChipGroup
            label={t('when')}
            value={draft.isLater ? 'later' : 'now'}
            onChange={(id) => onChange({ isLater: id === 'later' })}
            options={[
              { id: 'now', text: t('now') },
              { id: 'later', text: t('later') },
            ]}
          />
        </header>
        <div className="grid grid-cols-2 items-start gap-4 max-tablet:grid-cols-1">
          {draft.isLater && (
            <TextField
              label={t('publishAt')}
              type="datetime-local"
              value={draft.publishAt}
              onChange={(publishAt) => onChange({ publishAt })}
              error={faults.publishAt && t('fault.publishAt')}
            />
          )}
          <TextField
            label={t('expiresAt')}
            hint={t('expiresHint')}
            type="datetime-local"
            value={draft.expiresAt}
            onChange={(expiresAt) => onChange({ expiresAt })}
          />
          {(draft.isLater || draft.expiresAt) && (
            <TimeZoneField value={draft.timeZone} onChange={(timeZone) => onChange({ timeZone })} />
          )}
        </div>
        <TextField
          label={t('link')}
          hint={t('linkHint')}
          dir="ltr"
          placeholder="/offers"
          value={draft.link}
          maxLength={2_000}
          onChange={(link) => onChange({ link })}
          error={faults.link && t('fault.link')}
        />
        {channels.length > 0 && (
          <div className="grid gap-2">
            <h3 className="text-sm font-name">{t('channels')}</h3>
            <div className="flex flex-wrap gap-x-8 gap-y-3">
              {channels.map((channel) => (
                <Switch
                  key={channel}
                  isSelected={draft.channels.includes(channel)}
                  onChange={(isOn) => toggle(channel, isOn)}
                >
                  {t(`channel.${channel}`)}
                </Switch>
              ))}
            </div>
            <p className="text-xs text-quiet">{t('channelsHint')}</p>
          </div>
        )}
      </section>
    </Card>
  );
}
