'use client';

import { TICKET_STATES, type TicketState } from '@app/contracts';
import { ListFilter } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Menu, MenuChoice, MenuItem, MenuTrigger } from '@/ui/menu';
import { SelectButton } from '@/ui/select-button';

const ANY = 'any';

interface StateFilterProps {
  value: TicketState | null;
  onChange: (state: TicketState | null) => void;
}

export function StateFilter({ value, onChange }: StateFilterProps) {
  const t = useTranslations();
  return (
    <MenuTrigger>
      <SelectButton icon={<ListFilter aria-hidden className="size-4 text-soft" />} label={t('desk.state')} isQuiet>
        {value ? t(`support.state.${value}`) : t('desk.anyState')}
      </SelectButton>
      <Menu aria-label={t('desk.filterState')}>
        <MenuChoice
          title={t('desk.state')}
          selectedKey={value ?? ANY}
          onSelect={(key) => onChange(TICKET_STATES.find((state) => state === key) ?? null)}
        >
          <MenuItem id={ANY}>{t('desk.anyState')}</MenuItem>
          {TICKET_STATES.map((state) => (
            <MenuItem key={state} id={state}>
              {t(`support.state.${state}`)}
            </MenuItem>
          ))}
        </MenuChoice>
      </Menu>
    </MenuTrigger>
  );
}
