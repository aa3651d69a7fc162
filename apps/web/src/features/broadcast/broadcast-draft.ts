import {
  type AudienceInput,
  type BroadcastTextDto,
  type CreateBroadcastInput,
  LOCALES,
  type Locale,
  type Role,
} from '@app/contracts';

export const TITLE_MAX = 120;
export const TEXT_MAX = 2_000;
export const REGION_MAX = 40;
export const REGIONS_MAX = 50;

export interface BroadcastDraft {
  isEveryone: boolean;
  roles: readonly Role[];
  locales: readonly Locale[];
  regions: readonly string[];
  texts: Readonly<Record<Locale, BroadcastTextDto>>;
  defaultLocale: Locale;
}

const NO_TEXT: BroadcastTextDto = { title: '', text: '' };

export function emptyDraft(locale: Locale): BroadcastDraft {
  return {
    isEveryone: true,
    roles: [],
    locales: [],
    regions: [],
    texts: { en: NO_TEXT, fr: NO_TEXT, ar: NO_TEXT },
    defaultLocale: locale,
  };
}

export function audienceOf({ isEveryone, roles, locales, regions }: BroadcastDraft): AudienceInput {
  if (isEveryone) return {};
  return {
    ...(roles.length > 0 && { roles: [...roles] }),
    ...(locales.length > 0 && { locales: [...locales] }),
    ...(regions.length > 0 && { regions: [...regions] }),
  };
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

export function toCreateInput(draft: BroadcastDraft, broadcastId: string): CreateBroadcastInput {
  const variants: CreateBroadcastInput['variants'] = {};
  for (const locale of filledLocales(draft)) {
    const { title, text } = draft.texts[locale];
    variants[locale] = { title: title.trim(), text: text.trim() };
  }
  return { broadcastId, variants, defaultLocale: draft.defaultLocale, audience: audienceOf(draft) };
}
