'use client';

import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Card } from '@/ui/card';

interface SettingsCardProps {
  title: string;
  text?: string;
  /** What an address may lead to it by: `/settings#<anchor>`. */
  anchor?: string;
  children: ReactNode;
}

/** One subject of the settings. */
export function SettingsCard({ title, text, anchor, children }: SettingsCardProps) {
  const titleId = useId();
  const section = useRef<HTMLElement>(null);

  // The browser looks for the anchor before the settings have come.
  useEffect(() => {
    if (anchor && window.location.hash === `#${anchor}`) section.current?.focus();
  }, [anchor]);

  return (
    <Card className="mb-4 p-5 max-tablet:-mx-4 max-tablet:rounded-none">
      <section
        ref={section}
        id={anchor}
        tabIndex={anchor ? -1 : undefined}
        aria-labelledby={titleId}
        className="grid scroll-mt-6 grid-cols-[minmax(0,1fr)] gap-4 rounded-xs outline-offset-8"
      >
        <div>
          <h2 id={titleId} className="text-md">
            {title}
          </h2>
          {text && <p className="mt-0.5 text-sm text-soft">{text}</p>}
        </div>
        {children}
      </section>
    </Card>
  );
}
