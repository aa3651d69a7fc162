'use client';

import { useParley } from '@app/client/react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Avatar } from '@/ui/avatar';
import { lazyPart } from '@/ui/lazy-part';
import { Press } from '@/ui/press';
import { isolate } from '@/ui/text';
import { useOnceOpen } from '@/ui/use-once-open';
import { useSignOut } from './use-sign-out';

const SignOutFailure = lazyPart(() => import('./sign-out-failure'));
const UserMenuList = lazyPart(() => import('./user-menu-list'));

/** Theme, language, shortcuts and sign out, under the person's own face. */
export function UserMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const t = useTranslations('user');
  const { me } = useParley();
  const anchor = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const isLoaded = useOnceOpen(isOpen);
  const [hasFailed, setHasFailed] = useState(false);
  const isFailureLoaded = useOnceOpen(hasFailed);
  const endSession = useSignOut();
  const signOut = () => {
    setHasFailed(false);
    endSession().catch(() => setHasFailed(true));
  };
  const label = t('menu', { name: isolate(me.name) });
  return (
    <>
      <Press
        ref={anchor}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onPress={() => setIsOpen(true)}
        className="grid size-11 place-items-center rounded-full"
      >
        <Avatar id={me.id} name={me.name} url={me.avatarUrl} size="m" />
      </Press>
      {isLoaded && (
        <UserMenuList
          label={label}
          anchor={anchor}
          isOpen={isOpen}
          onClose={() => setIsOpen(false)}
          onShortcuts={onShortcuts}
          onSignOut={signOut}
        />
      )}
      {isFailureLoaded && <SignOutFailure isOpen={hasFailed} onClose={() => setHasFailed(false)} onRetry={signOut} />}
    </>
  );
}
