'use client';

import { useParley } from '@app/client/react';
import { LOCALES, type Locale } from '@app/contracts';
import { BookOpen, Keyboard, LogOut, PenLine, Settings, Tags, Timer } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { RefObject } from 'react';
import { usePreferences } from '@/features/preference/preference-provider';
import { THEMES, toTheme } from '@/features/preference/theme';
import { isLocale, LOCALE_NAME } from '@/i18n/locale';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '@/ui/menu';

const THEME_TEXT = { system: 'themeSystem', light: 'themeLight', dark: 'themeDark' } as const;

interface UserMenuListProps {
  label: string;
  anchor: RefObject<HTMLElement | null>;
  isOpen: boolean;
  onClose: () => void;
  onShortcuts: () => void;
  onSignOut: () => void;
}

export default function UserMenuList({ label, onShortcuts, onSignOut, ...menu }: UserMenuListProps) {
  const t = useTranslations('user');
  const { rest, me } = useParley();
  const router = useRouter();
  const { theme, setTheme, locale, setLocale } = usePreferences();

  const chooseLocale = async (next: Locale) => {
    setLocale(next);
    // The cookie already did it for this browser; the profile carries it to the others.
    await rest.users.updateMe({ locale: next }).catch(() => undefined);
  };

  return (
    <Menu {...menu} placement="end bottom" aria-label={label}>
      <MenuChoice title={t('theme')} selectedKey={theme} onSelect={(key) => setTheme(toTheme(key))}>
        {THEMES.map((id) => (
          <MenuItem key={id} id={id}>
            {t(THEME_TEXT[id])}
          </MenuItem>
        ))}
      </MenuChoice>
      <MenuChoice
        title={t('language')}
        selectedKey={locale}
        onSelect={(key) => {
          if (isLocale(key)) void chooseLocale(key);
        }}
      >
        {LOCALES.map((id) => (
          <MenuItem key={id} id={id} textValue={LOCALE_NAME[id]}>
            <span lang={id}>{LOCALE_NAME[id]}</span>
          </MenuItem>
        ))}
      </MenuChoice>
      <MenuSeparator />
      <MenuItem icon={Settings} onAction={() => router.push('/settings')}>
        {t('settings')}
      </MenuItem>
      <MenuItem icon={BookOpen} onAction={() => router.push('/help')}>
        {t('help')}
      </MenuItem>
      {me.role === 'admin' && (
        <MenuItem icon={PenLine} onAction={() => router.push('/admin/articles')}>
          {t('articles')}
        </MenuItem>
      )}
      {me.role === 'admin' && (
        <MenuItem icon={Timer} onAction={() => router.push('/admin/sla')}>
          {t('sla')}
        </MenuItem>
      )}
      {me.role === 'admin' && (
        <MenuItem icon={Tags} onAction={() => router.push('/admin/categories')}>
          {t('categories')}
        </MenuItem>
      )}
      <MenuItem icon={Keyboard} onAction={onShortcuts}>
        {t('shortcuts')}
      </MenuItem>
      <MenuItem icon={LogOut} iconClassName="flip" onAction={onSignOut}>
        {t('signOut')}
      </MenuItem>
    </Menu>
  );
}
