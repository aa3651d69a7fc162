'use client';

import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Menu, MenuChoice, MenuItem, MenuTrigger } from '@/ui/menu';
import { SelectButton } from '@/ui/select-button';

interface ChoiceMenuProps<T extends string> {
  /** What is chosen, such as "Priority". */
  label: string;
  /** Over the choices, such as "Change the priority to". */
  title: string;
  value: T;
  onChange: (value: T) => void;
  isDisabled: boolean;
  icon?: ReactNode;
  options: readonly { id: T; text: string; icon?: LucideIcon }[];
}

/** One field of a ticket: shows what it is, and opens what it may become. */
export function ChoiceMenu<T extends string>({
  label,
  title,
  value,
  onChange,
  isDisabled,
  icon,
  options,
}: ChoiceMenuProps<T>) {
  return (
    <MenuTrigger>
      <SelectButton label={label} icon={icon} isDisabled={isDisabled}>
        {options.find(({ id }) => id === value)?.text}
      </SelectButton>
      <Menu aria-label={label} placement="bottom start">
        <MenuChoice
          title={title}
          selectedKey={value}
          onSelect={(key) => {
            const chosen = options.find(({ id }) => id === key)?.id;
            if (chosen && chosen !== value) onChange(chosen);
          }}
        >
          {options.map(({ id, text, icon: Icon }) => (
            <MenuItem key={id} id={id} icon={Icon}>
              {text}
            </MenuItem>
          ))}
        </MenuChoice>
      </Menu>
    </MenuTrigger>
  );
}
