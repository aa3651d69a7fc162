'use client';

import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Badge } from '@/ui/badge';
import { cx } from '@/ui/cx';
import { Link } from '@/ui/link';
import type { NavEntry } from './nav-entry';

export const navItemStyle = cx(
  'ease relative grid size-11 place-items-center rounded-md text-soft no-underline transition-colors hover:bg-hover hover:text-ink aria-expanded:bg-hover aria-expanded:text-ink',
  'aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent-text',
  'max-tablet:h-12 max-tablet:w-auto max-tablet:min-w-16 max-tablet:content-center max-tablet:gap-0.5 max-tablet:aria-[current=page]:bg-transparent',
);

/** An icon on the rail; on a phone a tab with its name. */
export function NavLink({ entry, count = 0, className }: { entry: NavEntry; count?: number; className?: string }) {
  const t = useTranslations('nav');
  const pathname = usePathname();
  const isCurrent = pathname === entry.href || pathname.startsWith(`${entry.href}/`);
  return (
    <Link
      href={entry.href}
      aria-current={isCurrent ? 'page' : undefined}
      title={t(entry.id)}
      className={cx(navItemStyle, className)}
    >
      <NavFace entry={entry} count={count} />
    </Link>
  );
}

/** What a nav item shows, for links and for buttons that open a panel. */
export function NavFace({ entry, count = 0 }: { entry: NavEntry; count?: number }) {
  const t = useTranslations('nav');
  return (
    <>
      <entry.icon aria-hidden className="size-5" strokeWidth={1.75} />
      <span className="sr-only text-2xs leading-tight font-name max-tablet:not-sr-only">{t(entry.id)}</span>
      <Badge
        count={count}
        label={t('unread', { count })}
        className="absolute end-0 top-0.5 shadow-[0_0_0_2px_var(--canvas)] max-tablet:end-[calc(50%-1.75rem)] max-tablet:shadow-[0_0_0_2px_var(--surface)]"
      />
    </>
  );
}
