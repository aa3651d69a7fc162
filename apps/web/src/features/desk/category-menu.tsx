'use client';

import type { SupportTicketDto, TicketCategory } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useCategoryOptions } from '@/features/category/use-categories';
import { ChoiceMenu } from './choice-menu';

interface CategoryMenuProps {
  ticket: SupportTicketDto;
  isDisabled: boolean;
  onChange: (category: TicketCategory) => void;
}

export function CategoryMenu({ ticket: { category, state }, isDisabled, onChange }: CategoryMenuProps) {
  const t = useTranslations();
  return (
    <ChoiceMenu
      label={t('desk.category')}
      title={t('desk.changeCategory')}
      value={category}
      onChange={onChange}
      isDisabled={isDisabled || state === 'closed'}
      options={useCategoryOptions(category)}
    />
  );
}
