'use client';

import {
  NOTIFICATION_CATEGORIES,
  NOTIFICATION_CHANNELS,
  type NotificationCategory,
  type NotificationChannel,
  type PreferencesDto,
} from '@app/contracts';
import { useTranslations } from 'next-intl';
import { SettingsCard } from './settings-card';
import type { Settings } from './use-settings';

interface ChannelMatrixProps {
  preferences: PreferencesDto;
  save: Settings['save'];
  /** Absent: what one hears about oneself. */
  text?: string;
}

/** Which kind of news comes where: a table, a switch in each cell. */
export function ChannelMatrix({ preferences, save, text }: ChannelMatrixProps) {
  const t = useTranslations('settings');
  return (
    <SettingsCard title={t('notifications')} text={text ?? t('notificationsText')}>
      <table className="w-full text-md">
        <thead>
          <tr className="text-xs text-quiet">
            <th scope="col" className="pb-1 text-start font-medium">
              {t('category')}
            </th>
            {NOTIFICATION_CHANNELS.map((channel) => (
              <th key={channel} scope="col" className="w-16 pb-1 text-center font-medium max-tablet:w-12">
                {t(`channelShort.${channel}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {NOTIFICATION_CATEGORIES.map((category) => (
            <tr key={category} className="border-t border-line">
              <th scope="row" className="py-1 pe-2 text-start font-normal wrap-anywhere">
                {t(`categories.${category}`)}
              </th>
              {NOTIFICATION_CHANNELS.map((channel) => (
                <td key={channel} className="text-center">
                  <Cell
                    category={category}
                    channel={channel}
                    isOn={preferences.channels[category][channel]}
                    onChange={(isOn) => void save({ channels: { [category]: { [channel]: isOn } } })}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="text-xs text-quiet">{t('locked')}</p>
    </SettingsCard>
  );
}

interface CellProps {
  category: NotificationCategory;
  channel: NotificationChannel;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

function Cell({ category, channel, isOn, onChange }: CellProps) {
  const t = useTranslations('settings');
  return (
    <label className="inline-grid size-9 cursor-pointer place-items-center touch:size-11">
      <input
        type="checkbox"
        checked={isOn}
        disabled={category === 'security' && channel === 'inApp'}
        onChange={(event) => onChange(event.target.checked)}
        aria-label={t('switch', { category: t(`categories.${category}`), channel: t(`channel.${channel}`) })}
        className="size-4.5 accent-accent"
      />
    </label>
  );
}
