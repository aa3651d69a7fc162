'use client';

import type { TicketAction } from '@app/contracts';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { iconButtonStyle } from '@/ui/button-style';
import { Menu, MenuTrigger } from '@/ui/menu';

export interface BulkPart {
  apply: (actions: TicketAction[]) => void;
  isDisabled: boolean;
  /** How many tickets it would change. */
  count: number;
}

interface BulkMenuProps {
  label: string;
  icon: LucideIcon;
  isDisabled: boolean;
  onAction: (key: string) => void;
  /** Its items. */
  children: ReactNode;
}

/** One kind of change of the bulk bar, and what it may be changed to. */
export function BulkMenu({ label, icon: Icon, isDisabled, onAction, children }: BulkMenuProps) {
  return (
    <MenuTrigger>
      <Button aria-label={label} isDisabled={isDisabled} className={iconButtonStyle}>
        <Icon aria-hidden className="size-5" strokeWidth={1.75} />
      </Button>
      <Menu aria-label={label} placement="top start" onAction={(key) => onAction(String(key))}>
        {children}
      </Menu>
    </MenuTrigger>
  );
}
