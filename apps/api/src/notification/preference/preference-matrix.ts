import {
  type ChannelMatrix,
  type ChannelSwitches,
  NOTIFICATION_CATEGORIES,
  NOTIFICATION_CHANNELS,
  type NotificationCategory,
  type PreferencesDto,
  type PreferencesInput,
} from '@app/contracts';

const ALL: ChannelSwitches = { inApp: true, push: true, email: true };

/** Before anybody chose anything: what a person waits for comes everywhere, what they did not ask for stays in the bell. */
export const BUILT_IN: PreferencesDto = {
  channels: {
    message: ALL,
    mention: ALL,
    offer: ALL,
    ticket: ALL,
    activity: ALL,
    broadcast: ALL,
    promotion: { inApp: true, push: false, email: false },
    security: ALL,
    system: { inApp: true, push: true, email: false },
  },
  quietHours: { isOn: false, from: '22:00', to: '07:00' },
  digest: 'off',
  showsReceipts: true,
  showsTyping: true,
  hasSound: true,
  hidesText: false,
};

/** What is chosen lies on top of the base. */
export function withChoices(base: PreferencesDto, choices: PreferencesInput): PreferencesDto {
  const { channels: _, ...rest } = base;
  const merged = Object.fromEntries(
    Object.keys(rest).map((name) => [name, choices[name as keyof typeof rest] ?? rest[name as keyof typeof rest]]),
  ) as typeof rest;
  return { ...merged, channels: withSwitches(base.channels, choices.channels ?? {}) };
}

/** The choices as changes of a stored row, switch by switch: two devices that change different ones both hold. */
export function toChange({ channels = {}, ...rest }: PreferencesInput): Record<string, unknown> {
  const change: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(rest)) if (value !== undefined) change[name] = value;
  for (const category of NOTIFICATION_CATEGORIES) {
    for (const channel of NOTIFICATION_CHANNELS) {
      const isOn = channels[category]?.[channel];
      if (isOn !== undefined) change[`channels.${category}.${channel}`] = isOn;
    }
  }
  return change;
}

function withSwitches(base: ChannelMatrix, chosen: NonNullable<PreferencesInput['channels']>): ChannelMatrix {
  const row = (category: NotificationCategory) => ({ ...base[category], ...chosen[category] });
  return Object.fromEntries(NOTIFICATION_CATEGORIES.map((category) => [category, row(category)])) as ChannelMatrix;
}
