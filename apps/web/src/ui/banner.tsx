import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx';

const TONE = { warn: 'bg-warn-soft text-warn', danger: 'bg-danger-soft text-danger', quiet: 'bg-hover text-soft' };

interface BannerProps {
  icon: LucideIcon;
  tone: keyof typeof TONE;
  children: ReactNode;
}

export function Banner({ icon: Icon, tone, children }: BannerProps) {
  return (
    <p className={cx('flex items-center gap-2 px-4 py-2 text-sm font-medium', TONE[tone])}>
      <Icon aria-hidden className="size-4 flex-none" />
      <span>{children}</span>
    </p>
  );
}
