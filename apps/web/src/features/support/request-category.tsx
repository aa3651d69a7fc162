'use client';

import { FIRST_CATEGORIES, FIRST_CATEGORY_LABELS, type FirstCategory, type TicketCategory } from '@app/contracts';
import { CalendarCheck, CircleHelp, type LucideIcon, MapPin, MessageCircleQuestion, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { type CategoryOption, useCategoryList, useOfferedCategories } from '@/features/category/use-categories';
import { usePreferences } from '@/features/preference/preference-provider';
import { ChoiceCards } from '@/ui/choice-cards';
import { SelectField } from '@/ui/select-field';

/** More would fill a phone before the first word is written. */
const CARDS_MAX = 8;

const ICON: Record<FirstCategory, LucideIcon> = {
  general: CircleHelp,
  booking: CalendarCheck,
  destination: MapPin,
  complaint: TriangleAlert,
};

interface RequestCategoryProps {
  value: TicketCategory | null;
  onChange: (category: TicketCategory | null) => void;
  error?: string;
  /** The server did not take what was chosen, so the list may be another one by now. */
  isRefused: boolean;
}

/** What a request is about. Words about what belongs to it are for those that still have their first name. */
export function RequestCategory({ value, onChange, error, isRefused }: RequestCategoryProps) {
  const t = useTranslations('support');
  const { locale } = usePreferences();
  const list = useCategoryList();
  const options = useOfferedCategories(list);
  useEffect(() => {
    if (isRefused) void list.load();
  }, [list, isRefused]);
  const chosen = options.some(({ id }) => id === value) ? value : null;
  const label = t('categoryLabel');
  if (options.length > CARDS_MAX) {
    const props = { label, value: chosen, onChange, error, options };
    return <SelectField {...props} anyText={t('categoryNone')} />;
  }
  const cardOf = ({ id, text }: CategoryOption) => {
    const first = FIRST_CATEGORIES.find((key) => key === id);
    const hasFirstName = first && FIRST_CATEGORY_LABELS[first][locale] === text;
    return {
      ...{ id, text, icon: first ? ICON[first] : MessageCircleQuestion },
      ...(hasFirstName && { hint: t(`categoryHint.${first}`) }),
    };
  };
  return <ChoiceCards label={label} value={chosen} onChange={onChange} error={error} options={options.map(cardOf)} />;
}
