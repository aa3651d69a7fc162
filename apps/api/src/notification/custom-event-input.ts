import { createHash } from 'node:crypto';
import type { CreateNotificationInput } from '@app/contracts';
import { AppError } from '../common/app-error';
import type { CreateNotificationDto } from './custom-event.dto';

/** What was asked for is one of the ways there are: said in full or by a template, for one id or the other. */
export function toCustomEventInput(dto: CreateNotificationDto): CreateNotificationInput {
  const { userId, externalId, template, category, variants, defaultLocale, variables } = dto;
  if ((userId === undefined) === (externalId === undefined)) throw invalid('userId', 'or externalId, one of them');
  if (template !== undefined) {
    const spelled = Object.entries({ category, variants, defaultLocale }).find(([, value]) => value !== undefined);
    if (spelled) throw invalid(spelled[0], 'comes from the template');
    return dto as CreateNotificationInput;
  }
  if (variables !== undefined) throw invalid('variables', 'are for a template');
  if (category === undefined) throw invalid('category', 'is missing');
  if (defaultLocale === undefined) throw invalid('defaultLocale', 'is missing');
  if (!variants?.[defaultLocale]) throw invalid('variants', 'needs the default language');
  return dto as CreateNotificationInput;
}

/** Of what is asked for, whatever order the fields came in. */
export function hashOf(input: CreateNotificationInput): string {
  const { userId, externalId, category, defaultLocale, link = null, isCritical, template, variables = {} } = input;
  const texts = [input.variants?.en, input.variants?.fr, input.variants?.ar];
  const spelled = texts.map((variant) => variant && [variant.title, variant.text]);
  // What was there before templates keeps its hash, so that a repeat is known over an upgrade.
  const parts: unknown[] = [userId, category, defaultLocale, link, isCritical ?? false, spelled];
  if (externalId !== undefined) parts.push(['externalId', externalId]);
  if (template !== undefined) parts.push(['template', template, isCritical ?? null, Object.entries(variables).sort()]);
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

function invalid(field: string, what: string): AppError {
  return new AppError('VALIDATION', 'The notification cannot be made like this.', { fields: { [field]: what } });
}
