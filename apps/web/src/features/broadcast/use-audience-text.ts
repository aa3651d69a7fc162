'use client';

import type { AudienceInput } from '@app/contracts';
import { useFormatter, useTranslations } from 'next-intl';
import { isolate } from '@/ui/text';

/** An audience in words: "Members · reading English or French · in Oran". */
export function useAudienceText(): (audience: AudienceInput) => string {
  const t = useTranslations('broadcast');
  const format = useFormatter();
  const either = (words: string[]) => format.list(words, { type: 'disjunction' });
  return ({ roles = [], locales = [], regions = [], tags = [], excludedTags = [], userIds = [] }) => {
    const parts = [
      roles.length > 0 && either(roles.map((role) => t(`roles.${role}`))),
      locales.length > 0 &&
        t('reading', { languages: either(locales.map((locale) => format.displayName(locale, { type: 'language' }))) }),
      regions.length > 0 && t('inRegions', { regions: either(regions.map(isolate)) }),
      tags.length > 0 && t('withTags', { tags: either(tags.map(isolate)) }),
      excludedTags.length > 0 && t('withoutTags', { tags: either(excludedTags.map(isolate)) }),
      userIds.length > 0 && t('listed', { count: userIds.length, shown: format.number(userIds.length) }),
    ].filter((part) => part !== false);
    return parts.length > 0 ? capitalised(parts.join(' · ')) : t('everyone');
  };
}

function capitalised([first = '', ...rest]: string): string {
  return first.toLocaleUpperCase() + rest.join('');
}
