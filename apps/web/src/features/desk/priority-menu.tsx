'use client';

import { type SupportTicketDto, TICKET_PRIORITIES, type TicketPriority } from '@app/contracts';
import { ChevronDown, ChevronsUp, ChevronUp, Equal, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ChoiceMenu } from './choice-menu';

export const PRIORITY_ICON: Record<TicketPriority, LucideIcon> = {
  low: ChevronDown,
  normal: Equal,
  high: ChevronUp,
  urgent: ChevronsUp,
};

interface PriorityMenuProps {
  ticket: SupportTicketDto;
  isDisabled: boolean;
  onChange: (priority: TicketPriority) => void;
}

export function PriorityMenu({ ticket: { priority, state }, isDisabled, onChange }: PriorityMenuProps) {
  const t = useTranslations();
  const Icon = PRIORITY_ICON[priority];
  return (
    <ChoiceMenu
      label={t('desk.priority')}
      title={t('desk.changePriority')}
      icon={<Icon aria-hidden className="size-4 text-soft" />}
      value={priority}
      onChange={onChange}
      isDisabled={isDisabled || state === 'closed'}
      options={TICKET_PRIORITIES.map((id) => ({ id, text: t(`support.priority.${id}`), icon: PRIORITY_ICON[id] }))}
    />
  );
}
