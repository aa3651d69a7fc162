import {
  type AudienceDto,
  type AudienceInput,
  type BroadcastBodyInput,
  type BroadcastChannel,
  type BroadcastDto,
  type BroadcastTextDto,
  LOCALES,
  type Locale,
  type Role,
  type UserDto,
  type ZonedTimeInput,
} from '@app/contracts';

export const TITLE_MAX = 120;
export const TEXT_MAX = 2_000;
export const WORD_MAX = 40;
export const WORDS_MAX = 50;
/** What one request may carry. */
export const LIST_MAX = 1_000;

export type AudienceKind = 'everyone' | 'segment' | 'list';

export interface BroadcastDraft {
  audienceKind: AudienceKind;
  roles: readonly Role[];
  locales: readonly Locale[];
  regions: readonly string[];
  tags: readonly string[];
  excludedTags: readonly string[];
  people: readonly UserDto[];
  /** People of an earlier list, whose names are not at hand. */
  keptIds: readonly string[];
  texts: Readonly<Record<Locale, BroadcastTextDto>>;
  defaultLocale: Locale;
  link: string;
  channels: readonly BroadcastChannel[];
  isLater: boolean;
  /** Wall clocks of `timeZone`, as a field of the browser writes them; empty: not chosen. */
  publishAt: string;
  expiresAt: string;
  timeZone: string;
}

const NO_TEXT: BroadcastTextDto = { title: '', text: '' };
const NO_CONDITIONS = { roles: [], locales: [], regions: [], tags: [], excludedTags: [], people: [], keptIds: [] };

export function emptyDraft(locale: Locale, timeZone: string): BroadcastDraft {
  return {
    audienceKind: 'everyone',
    ...NO_CONDITIONS,
    texts: { en: NO_TEXT, fr: NO_TEXT, ar: NO_TEXT },
    defaultLocale: locale,
    link: '',
    channels: [],
    isLater: false,
    publishAt: '',
    expiresAt: '',
    timeZone,
  };
}

/** What an earlier broadcast or a draft says; its times are not repeated. */
export function draftOf(broadcast: BroadcastDto, timeZone: string): BroadcastDraft {
  const { variants, defaultLocale, audience, link, channels } = broadcast;
  return {
    ...emptyDraft(defaultLocale, timeZone),
    ...conditionsOf(audience),
    texts: { en: variants.en ?? NO_TEXT, fr: variants.fr ?? NO_TEXT, ar: variants.ar ?? NO_TEXT },
    link: link ?? '',
    channels,
  };
}

/** An audience as the form has it. */
export function conditionsOf({ userIds, ...conditions }: AudienceDto): Partial<BroadcastDraft> {
  const hasConditions = Object.values(conditions).some((values) => values.length > 0);
  const audienceKind = userIds.length > 0 ? 'list' : hasConditions ? 'segment' : 'everyone';
  return { ...conditions, people: [], keptIds: userIds, audienceKind };
}

export function audienceOf(draft: BroadcastDraft): AudienceInput {
  const { audienceKind, roles, locales, regions, tags, excludedTags, people, keptIds } = draft;
  if (audienceKind === 'everyone') return {};
  const userIds = [...new Set([...people.map(({ id }) => id), ...keptIds])];
  const asked = audienceKind === 'list' ? { userIds } : { roles, locales, regions, tags, excludedTags };
  return Object.fromEntries(Object.entries(asked).filter(([, values]) => values.length > 0));
}

/** A list without people would mean everybody. */
export function isEmptyList(draft: BroadcastDraft): boolean {
  return draft.audienceKind === 'list' && draft.people.length + draft.keptIds.length === 0;
}

/** `part`: a title without a text or the other way round; it cannot be sent like that. */
export type TextState = 'empty' | 'part' | 'full';

export function textStateOf({ title, text }: BroadcastTextDto): TextState {
  const has = [title, text].filter((value) => value.trim() !== '').length;
  return has === 2 ? 'full' : has === 1 ? 'part' : 'empty';
}

export function filledLocales(draft: BroadcastDraft): Locale[] {
  return LOCALES.filter((locale) => textStateOf(draft.texts[locale]) === 'full');
}

export type FieldFault = 'missing' | 'tooLong';
export interface TextFaults {
  title?: FieldFault;
  text?: FieldFault;
}

/** What stands in the way of sending, by language. The default language must be there, others may stay empty. */
export function faultsOf(draft: BroadcastDraft): Partial<Record<Locale, TextFaults>> {
  const faults: Partial<Record<Locale, TextFaults>> = {};
  for (const locale of LOCALES) {
    const { title, text } = draft.texts[locale];
    if (textStateOf(draft.texts[locale]) === 'empty' && locale !== draft.defaultLocale) continue;
    const found: TextFaults = {};
    const titleFault = faultOf(title, TITLE_MAX);
    const textFault = faultOf(text, TEXT_MAX);
    if (titleFault) found.title = titleFault;
    if (textFault) found.text = textFault;
    if (titleFault || textFault) faults[locale] = found;
  }
  return faults;
}

function faultOf(value: string, max: number): FieldFault | undefined {
  if (value.trim() === '') return 'missing';
  return [...value].length > max ? 'tooLong' : undefined;
}

const LINK = /^(https:\/\/[^\s/@]+(\/\S*)?|\/(?![/\\])\S*)$/;

export interface PlanFaults {
  link?: 'invalid';
  publishAt?: 'missing';
}

/** What stands in the way besides the texts; whether a time is past is the server's to say, in the zone that was chosen. */
export function planFaultsOf({ link, isLater, publishAt }: BroadcastDraft): PlanFaults {
  return {
    ...(link.trim() !== '' && !LINK.test(link.trim()) && { link: 'invalid' }),
    ...(isLater && publishAt === '' && { publishAt: 'missing' }),
  };
}

export function publishTimeOf({ isLater, publishAt, timeZone }: BroadcastDraft): ZonedTimeInput | undefined {
  return isLater ? { local: publishAt, timeZone } : undefined;
}

export function toBodyInput(draft: BroadcastDraft): BroadcastBodyInput {
  const variants: BroadcastBodyInput['variants'] = {};
  for (const locale of filledLocales(draft)) {
    const { title, text } = draft.texts[locale];
    variants[locale] = { title: title.trim(), text: text.trim() };
  }
  return {
    variants,
    defaultLocale: draft.defaultLocale,
    audience: audienceOf(draft),
    ...(draft.link.trim() && { link: draft.link.trim() }),
    ...(draft.channels.length > 0 && { channels: [...draft.channels] }),
    ...(draft.expiresAt && { expiresAt: { local: draft.expiresAt, timeZone: draft.timeZone } }),
  };
}
