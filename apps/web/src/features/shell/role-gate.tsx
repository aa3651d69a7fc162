'use client';

import { useParley } from '@app/client/react';
import type { Role } from '@app/contracts';
import { Lock } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { AriaLocale } from '@/ui/aria-locale';
import { ButtonLink } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { PageTitle } from './page-title';

interface RoleGateProps {
  roles: readonly Role[];
  /** Where somebody of another role finds what they came for. */
  href: '/chats' | '/desk' | '/support';
  children: ReactNode;
}

/** Keeps a place to the roles it is for. The server decides on its own; this only says so in words. */
export function RoleGate({ roles, href, children }: RoleGateProps) {
  const t = useTranslations();
  const { me } = useParley();
  if (roles.includes(me.role)) return <AriaLocale>{children}</AriaLocale>;
  return (
    <section aria-labelledby="forbidden-title" className="flex min-w-0 flex-1">
      <PageTitle page={t('support.forbiddenTitle')} />
      <h1 className="sr-only">{t('app.name')}</h1>
      <EmptyState
        icon={Lock}
        title={<span id="forbidden-title">{t('support.forbiddenTitle')}</span>}
        action={
          <ButtonLink href={href} variant="primary">
            {t(`support.goTo.${href === '/chats' ? 'chats' : href === '/desk' ? 'desk' : 'support'}`)}
          </ButtonLink>
        }
      >
        {t('support.forbiddenText')}
      </EmptyState>
    </section>
  );
}
