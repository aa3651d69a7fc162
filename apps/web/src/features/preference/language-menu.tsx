'use client';

import { ChevronDown, Languages } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { LOCALE_NAME } from '@/i18n/locale';
import { Button } from '@/ui/button';
import { lazyPart } from '@/ui/lazy-part';
import { useOnceOpen } from '@/ui/use-once-open';
import { usePreferences } from './preference-provider';

const LanguageMenuList = lazyPart(() => import('./language-menu-list'));

/** For people who are not signed in yet. */
export function LanguageMenu() {
  const t = useTranslations('user');
  const { locale } = usePreferences();
  const anchor = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const isLoaded = useOnceOpen(isOpen);
  const name = LOCALE_NAME[locale];
  return (
    <>
      <Button
        ref={anchor}
        size="sm"
        aria-label={t('languageIs', { language: name })}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onPress={() => setIsOpen(true)}
      >
        <Languages aria-hidden className="size-4" />
        {name}
        <ChevronDown aria-hidden className="size-3.5" />
      </Button>
      {isLoaded && <LanguageMenuList anchor={anchor} isOpen={isOpen} onClose={() => setIsOpen(false)} />}
    </>
  );
}
