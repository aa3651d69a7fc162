'use client';

import { Check, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Header } from 'react-aria-components/Header';
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection as AriaMenuSection,
  type MenuItemProps,
  type MenuProps,
  MenuTrigger,
} from 'react-aria-components/Menu';
import { Popover, type PopoverProps } from 'react-aria-components/Popover';
import { Separator } from 'react-aria-components/Separator';
import { cx } from './cx';

export { MenuTrigger };

interface MenuListProps extends Omit<MenuProps<object>, 'className' | 'style'> {
  placement?: PopoverProps['placement'];
  /** For a menu that is loaded when it is first opened, and so has no `MenuTrigger` around it. */
  anchor?: PopoverProps['triggerRef'];
  isOpen?: boolean;
}

/** The list of a `MenuTrigger`: Esc closes it and focus goes back to the trigger. */
export function Menu({ placement = 'bottom end', anchor, isOpen, ...props }: MenuListProps) {
  return (
    <Popover
      {...(anchor && {
        'aria-label': props['aria-label'],
        triggerRef: anchor,
        isOpen,
        onOpenChange: (next: boolean) => !next && props.onClose?.(),
      })}
      placement={placement}
      offset={6}
      className="edge pop min-w-48 rounded-md bg-raised p-1.5 shadow-3 outline-none"
    >
      <AriaMenu
        autoFocus={anchor ? 'first' : undefined}
        {...props}
        className="max-h-[70dvh] overflow-y-auto outline-none"
      />
    </Popover>
  );
}

interface ItemProps extends Omit<MenuItemProps, 'className' | 'style' | 'children'> {
  icon?: LucideIcon;
  iconClassName?: string;
  tone?: 'danger';
  children: ReactNode;
}

export function MenuItem({ icon: Icon, iconClassName, tone, children, ...props }: ItemProps) {
  return (
    <AriaMenuItem
      {...props}
      textValue={props.textValue ?? (typeof children === 'string' ? children : undefined)}
      className={cx(
        'flex min-h-9 cursor-pointer items-center gap-3 rounded-sm px-2.5 text-md outline-none touch:min-h-11 data-focused:bg-hover data-disabled:cursor-not-allowed data-disabled:text-quiet',
        tone === 'danger' && 'text-danger',
      )}
    >
      {({ isSelected, selectionMode }) => (
        <>
          {Icon && (
            <Icon aria-hidden className={cx('size-4 flex-none', tone !== 'danger' && 'text-soft', iconClassName)} />
          )}
          <span className="flex-1">{children}</span>
          {selectionMode !== 'none' && (
            <Check aria-hidden className={cx('size-4 flex-none text-accent-text', !isSelected && 'invisible')} />
          )}
        </>
      )}
    </AriaMenuItem>
  );
}

interface SectionProps {
  title: string;
  children: ReactNode;
  selectedKey?: string;
  onSelect?: (key: string) => void;
}

/** A titled group of which one item is chosen. */
export function MenuChoice({ title, children, selectedKey, onSelect }: SectionProps) {
  return (
    <AriaMenuSection
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={selectedKey === undefined ? [] : [selectedKey]}
      onSelectionChange={(keys) => {
        const key = keys === 'all' ? undefined : [...keys][0];
        if (key !== undefined) onSelect?.(String(key));
      }}
    >
      <Header className="px-2.5 pt-2 pb-1 text-xs font-name text-quiet">{title}</Header>
      {children}
    </AriaMenuSection>
  );
}

export function MenuSeparator() {
  return <Separator className="mx-2 my-1.5 h-px bg-line" />;
}
