'use client';

import { LOCALES } from '@app/contracts';
import { useTranslations } from 'next-intl';
import type { RefObject } from 'react';
import { isLocale, LOCALE_NAME } from '@/i18n/locale';
import { Menu, MenuChoice, MenuItem } from '@/ui/menu';
import { usePreferences } from './preference-provider';

interface LanguageMenuListProps {
  anchor: RefObject<HTMLElement | null>;
  isOpen: boolean;
  onClose: () => void;
}

export default function LanguageMenuList(menu: LanguageMenuListProps) {
  const t = useTranslations('user');
  const { locale, setLocale } = usePreferences();
  return (
    <Menu {...menu} aria-label={t('language')}>
      <MenuChoice title={t('language')} selectedKey={locale} onSelect={(key) => isLocale(key) && setLocale(key)}>
        {LOCALES.map((id) => (
          <MenuItem key={id} id={id} textValue={LOCALE_NAME[id]}>
            <span lang={id}>{LOCALE_NAME[id]}</span>
          </MenuItem>
        ))}
      </MenuChoice>
    </Menu>
  );
}
