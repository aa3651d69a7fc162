import type { ReactNode } from 'react';
import { cx } from './cx';

interface PageProps {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
  isNarrow?: boolean;
}

/** A view that is one scrolling column: notifications, support, broadcasts. */
export function Page({ title, actions, children, isNarrow = false }: PageProps) {
  return (
    <div className="scroll-y min-w-0 flex-1 bg-canvas">
      <div
        className={cx(
          'mx-auto px-8 pt-6 pb-12 max-tablet:px-4 max-tablet:pt-4 max-tablet:pb-8',
          isNarrow ? 'max-w-3xl' : 'max-w-[74rem]',
        )}
      >
        <header className="mb-5 flex flex-wrap items-center gap-3">
          <h1 className="flex-1 text-xl tracking-[-0.02em]">{title}</h1>
          {actions}
        </header>
        {children}
      </div>
    </div>
  );
}
