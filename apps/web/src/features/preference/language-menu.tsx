'use client';

import { LOCALES } from '@app/contracts';
import { ChevronDown, Languages } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { isLocale, LOCALE_NAME } from '@/i18n/locale';
import { Button } from '@/ui/button';
import { Menu, MenuChoice, MenuItem, MenuTrigger } from '@/ui/menu';
import { usePreferences } from './preference-provider';

/** For people who are not signed in yet. */
export function LanguageMenu() {
  const t = useTranslations('user');
  const { locale, setLocale } = usePreferences();
  const name = LOCALE_NAME[locale];
  return (
    <MenuTrigger>
      <Button size="sm" aria-label={t('languageIs', { language: name })}>
        <Languages aria-hidden className="size-4" />
        {name}
        <ChevronDown aria-hidden className="size-3.5" />
      </Button>
      <Menu aria-label={t('language')}>
        <MenuChoice title={t('language')} selectedKey={locale} onSelect={(key) => isLocale(key) && setLocale(key)}>
          {LOCALES.map((id) => (
            <MenuItem key={id} id={id} textValue={LOCALE_NAME[id]}>
              <span lang={id}>{LOCALE_NAME[id]}</span>
            </MenuItem>
          ))}
        </MenuChoice>
      </Menu>
    </MenuTrigger>
  );
}
