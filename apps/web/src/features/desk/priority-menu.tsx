'use client';

import { type SupportTicketDto, TICKET_PRIORITIES, type TicketPriority } from '@app/contracts';
import { ChevronDown, ChevronsUp, ChevronUp, Equal, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Menu, MenuChoice, MenuItem, MenuTrigger } from '@/ui/menu';
import { SelectButton } from '@/ui/select-button';

const ICON: Record<TicketPriority, LucideIcon> = {
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
  const Icon = ICON[priority];
  return (
    <MenuTrigger>
      <SelectButton
        label={t('desk.priority')}
        icon={<Icon aria-hidden className="size-4 text-soft" />}
        isDisabled={isDisabled || state === 'closed'}
      >
        {t(`support.priority.${priority}`)}
      </SelectButton>
      <Menu aria-label={t('desk.priority')} placement="bottom start">
        <MenuChoice
          title={t('desk.changePriority')}
          selectedKey={priority}
          onSelect={(key) => {
            const chosen = TICKET_PRIORITIES.find((candidate) => candidate === key);
            if (chosen && chosen !== priority) onChange(chosen);
          }}
        >
          {TICKET_PRIORITIES.map((id) => (
            <MenuItem key={id} id={id} icon={ICON[id]}>
              {t(`support.priority.${id}`)}
            </MenuItem>
          ))}
        </MenuChoice>
      </Menu>
    </MenuTrigger>
  );
}
