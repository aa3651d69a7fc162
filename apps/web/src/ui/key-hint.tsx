import type { ReactNode } from 'react';

export function KeyHint({ children }: { children: ReactNode }) {
  return (
    <kbd className="rounded-[0.25rem] border border-line bg-sunken px-1.5 py-0.5 font-sans text-2xs font-medium leading-none text-quiet">
      {children}
    </kbd>
  );
}
