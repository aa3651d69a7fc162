import type { NotificationDto, PreferencesDto, PushPayloadDto } from '@app/contracts';
import type { User } from '../../../user/user.schema';
import { channelTexts, lineOf } from '../channel-text';
import type { Occasion } from '../occasion';
import { targetPath } from '../target-url';

/** Push services take 4 KB; the frame around the text is small. */
const BODY_MAX = 300;

/** What the service worker shows. `row` is null when there is nothing in the bell to quote. */
export function toPushPayload(
  occasion: Occasion,
  row: NotificationDto | null,
  { locale, role }: Pick<User, 'locale' | 'role'>,
  { hidesText, hasSound }: PreferencesDto,
): PushPayloadDto {
  const line = lineOf(occasion, hidesText ? null : row, locale);
  const link = row?.link ?? null;
  return {
    // One of a chat: a mention takes the place of its other messages, and they its.
    tag: occasion.groupKey.replace(/^mention:/, 'chat:'),
    title: hidesText ? channelTexts(locale).product : line.title,
    body: (hidesText ? line.kind : line.text).slice(0, BODY_MAX),
    url: targetPath({ data: occasion.data, link }, role),
    lang: locale,
    dir: locale === 'ar' ? 'rtl' : 'ltr',
    isSilent: !hasSound,
  };
}
