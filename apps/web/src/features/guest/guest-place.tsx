'use client';

import type { MeDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { AuthFrame } from '@/features/auth/auth-frame';
import { useErrorText } from '@/i18n/use-error-text';
import { AriaLocale } from '@/ui/aria-locale';
import { Button, ButtonLink } from '@/ui/button';
import { lazyPart } from '@/ui/lazy-part';
import { LoadFailure } from '@/ui/load-failure';
import { Spinner } from '@/ui/spinner';
import { GuestForm } from './guest-form';
import { useGuestDoor } from './use-guest-door';

const GuestApp = lazyPart(() => import('./guest-app'));

/** Support without an account: the request that the link leads to, or the form for a new one. */
export function GuestPlace({ me }: { me: MeDto | null }) {
  const t = useTranslations('guest');
  const errorText = useErrorText();
  const { door, enter } = useGuestDoor(me);
  if (door.kind === 'guest' && me) return <GuestApp me={me} />;
  return (
    <AriaLocale>
      <AuthFrame
        title={t('title')}
        lead={door.kind === 'member' ? t('memberLead', { name: me?.name ?? '' }) : t('lead')}
      >
        {(door.kind === 'looking' || door.kind === 'guest') && (
          <p role="status" className="flex items-center gap-3 text-soft">
            <Spinner />
            {t('opening')}
          </p>
        )}
        {door.kind === 'failed' && (
          <LoadFailure title={t('failed')} onRetry={() => void enter(door.token)}>
            {errorText(door.error.code)}
          </LoadFailure>
        )}
        {door.kind === 'member' && <MemberChoice token={door.token} onEnter={enter} />}
        {door.kind === 'form' && <GuestForm hasBrokenLink={door.fault === 'gone'} />}
      </AuthFrame>
    </AriaLocale>
  );
}

/** Following the link would end their session here, so they are asked. */
function MemberChoice({ token, onEnter }: { token: string | null; onEnter: (token: string) => Promise<void> }) {
  const t = useTranslations('guest');
  return (
    <div className="grid gap-3">
      <ButtonLink href="/support" variant="primary" size="lg" isWide>
        {t('toOwn')}
      </ButtonLink>
      {token && (
        <Button size="lg" isWide onPress={() => void onEnter(token)}>
          {t('openAnyway')}
        </Button>
      )}
    </div>
  );
}
