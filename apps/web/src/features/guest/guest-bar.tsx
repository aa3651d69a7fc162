'use client';

import { LogOut, SunMoon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { LanguageMenu } from '@/features/preference/language-menu';
import { usePreferences } from '@/features/preference/preference-provider';
import { Logo } from '@/features/shell/logo';
import { useAttempt } from '@/features/shell/use-attempt';
import { IconButton } from '@/ui/button';
import { useLeave } from './use-guest-end';

/** Where this is, and the way out. */
export function GuestBar() {
  const t = useTranslations();
  const { switchTheme } = usePreferences();
  const leave = useLeave();
  const attempt = useAttempt();
  return (
    <header className="flex flex-none items-center gap-2 border-b border-line bg-surface px-4 py-2 max-tablet:px-3">
      <p className="me-auto flex min-w-0 items-center gap-3 font-bold tracking-[-0.02em] *:first:flex-none">
        <Logo />
        <span className="one-line max-[22rem]:sr-only">
          {t('app.name')} <span className="font-normal text-soft max-tablet:hidden">· {t('guest.place')}</span>
        </span>
      </p>
      <IconButton label={t('user.switchTheme')} onPress={switchTheme}>
        <SunMoon aria-hidden className="size-5" strokeWidth={1.75} />
      </IconButton>
      <LanguageMenu />
      <IconButton label={t('guest.leave')} onPress={() => void attempt(leave)}>
        <LogOut aria-hidden className="flip size-5" strokeWidth={1.75} />
      </IconButton>
    </header>
  );
}
