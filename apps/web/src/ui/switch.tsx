'use client';

import type { ReactNode } from 'react';
import { Switch as AriaSwitch, type SwitchProps as AriaSwitchProps } from 'react-aria-components/Switch';

interface SwitchProps extends Omit<AriaSwitchProps, 'className' | 'style' | 'children'> {
  children: ReactNode;
}

export function Switch({ children, ...props }: SwitchProps) {
  return (
    <AriaSwitch {...props} className="group flex cursor-pointer items-center gap-3 text-md">
      <span className="flex-1">{children}</span>
      <span
        aria-hidden
        className="edge ease relative h-5.5 w-9 flex-none rounded-full bg-control transition-colors group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-focus group-data-selected:bg-accent"
      >
        <span className="ease absolute start-[3px] top-[3px] size-4 rounded-full bg-surface transition-[inset-inline-start] group-data-selected:start-[1.0625rem]" />
      </span>
    </AriaSwitch>
  );
}
