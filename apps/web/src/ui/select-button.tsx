'use client';

import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, type ButtonProps } from 'react-aria-components/Button';
import { cx } from './cx';

interface SelectButtonProps extends Omit<ButtonProps, 'className' | 'style' | 'children'> {
  /** What is chosen here, such as "Status"; written before the value unless quiet, and always read. */
  label: string;
  icon?: ReactNode;
  isQuiet?: boolean;
  children: ReactNode;
}

/** Opens a menu and shows what is chosen in it. */
export function SelectButton({ label, icon, isQuiet = false, children, ...props }: SelectButtonProps) {
  return (
    <Button
      {...props}
      className={cx(
        'edge ease inline-flex min-h-8 flex-none items-center gap-1.5 rounded-sm border px-2.5 text-sm whitespace-nowrap transition-colors touch:min-h-11 hover:bg-hover disabled:text-quiet disabled:hover:bg-transparent aria-expanded:bg-hover',
        isQuiet ? 'border-transparent text-soft' : 'border-line bg-surface text-ink',
      )}
    >
      {icon}
      <span className={isQuiet ? 'sr-only' : 'text-quiet'}>{label}</span>
      <span className="one-line max-w-40 font-medium">{children}</span>
      <ChevronDown aria-hidden className="size-3.5 flex-none text-soft" />
    </Button>
  );
}
