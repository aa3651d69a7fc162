import { type ReactNode, useId } from 'react';
import { Card } from '@/ui/card';

interface SettingsCardProps {
  title: string;
  text?: string;
  children: ReactNode;
}

/** One subject of the settings. */
export function SettingsCard({ title, text, children }: SettingsCardProps) {
  const titleId = useId();
  return (
    <Card className="mb-4 p-5 max-tablet:-mx-4 max-tablet:rounded-none">
      <section aria-labelledby={titleId} className="grid grid-cols-[minmax(0,1fr)] gap-4">
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
