'use client';

import { SunMoon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LanguageMenu } from '@/features/preference/language-menu';
import { usePreferences } from '@/features/preference/preference-provider';
import { Logo } from '@/features/shell/logo';
import { IconButton } from '@/ui/button';
import { Link } from '@/ui/link';
import { AuthStage } from './auth-stage';

interface AuthFrameProps {
  title: string;
  lead: string;
  children: ReactNode;
}

/** The form on one side, a glimpse of the product on the other; on a phone the form alone. */
export function AuthFrame({ title, lead, children }: AuthFrameProps) {
  const t = useTranslations();
  const { switchTheme } = usePreferences();
  return (
    <div className="grid min-h-dvh grid-cols-[minmax(0,1fr)_minmax(0,1.05fr)] bg-surface max-desktop:grid-cols-1">
      <main className="flex min-w-0 flex-col px-8 py-6 max-tablet:px-5 max-tablet:py-4">
        <header className="flex items-center gap-2">
          <Link
            href="/sign-in"
            className="me-auto flex items-center gap-3 text-lg font-bold tracking-[-0.02em] text-ink no-underline"
          >
            <Logo />
            {t('app.name')}
          </Link>
          <IconButton label={t('user.switchTheme')} onPress={switchTheme}>
            <SunMoon aria-hidden className="size-5" strokeWidth={1.75} />
          </IconButton>
          <LanguageMenu />
        </header>
        <div className="m-auto w-full max-w-96 py-8 max-tablet:mt-0">
          <h1 className="mb-2 text-2xl tracking-[-0.025em]">{title}</h1>
          <p className="mb-6 text-soft">{lead}</p>
          {children}
        </div>
      </main>
      <AuthStage />
    </div>
  );
}
