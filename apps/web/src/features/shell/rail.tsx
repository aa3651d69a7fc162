'use client';

import { useBell, useChats, useParley } from '@app/client/react';
import { SunMoon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { BellButton } from '@/features/notification/bell-button';
import { usePreferences } from '@/features/preference/preference-provider';
import { IconButton } from '@/ui/button';
import { cx } from '@/ui/cx';
import { Link } from '@/ui/link';
import { Logo } from './logo';
import { navFor } from './nav-entry';
import { NavFace, NavLink, navItemStyle } from './nav-link';
import { UserMenu } from './user-menu';

/** The places of the app: a rail at the side, on a phone tabs below the lists and none inside a chat. */
export function Rail({ onShortcuts }: { onShortcuts: () => void }) {
  const t = useTranslations();
  const { me } = useParley();
  const unreadChats = useChats((state) => state.unreadChats);
  const unseen = useBell((state) => state.counts.unseen);
  const { switchTheme } = usePreferences();
  const counts: Partial<Record<string, number>> = { chats: unreadChats, notifications: unseen };

  return (
    <nav
      data-pane
      tabIndex={-1}
      aria-label={t('nav.main')}
      className="flex flex-col items-center gap-1 border-e border-line bg-canvas py-3 outline-none group-has-[[data-screen=detail]]/app:max-tablet:hidden max-tablet:order-2 max-tablet:flex-row max-tablet:justify-around max-tablet:gap-0 max-tablet:border-e-0 max-tablet:border-t max-tablet:bg-surface max-tablet:px-2 max-tablet:pt-1 max-tablet:pb-[calc(0.25rem+env(safe-area-inset-bottom))]"
    >
      <Link href="/chats" aria-label={t('nav.home')} className="mb-4 rounded-[0.7rem] max-tablet:hidden">
        <Logo />
      </Link>
      {navFor(me.role).map((entry) => (
        <Fragment key={entry.id}>
          {/* A panel beside the rail; a phone has room for one screen, so there it is a page like the others. */}
          {entry.id === 'notifications' && (
            <BellButton className={cx(navItemStyle, 'max-tablet:hidden')}>
              <NavFace entry={entry} count={unseen} />
            </BellButton>
          )}
          <NavLink
            entry={entry}
            count={counts[entry.id]}
            className={entry.id === 'notifications' ? 'tablet:hidden' : undefined}
          />
        </Fragment>
      ))}
      <div className="mt-auto grid justify-items-center gap-1 max-tablet:mt-0">
        <IconButton label={t('user.switchTheme')} onPress={switchTheme} className="max-tablet:hidden">
          <SunMoon aria-hidden className="size-5" strokeWidth={1.75} />
        </IconButton>
        <UserMenu onShortcuts={onShortcuts} />
      </div>
    </nav>
  );
}
