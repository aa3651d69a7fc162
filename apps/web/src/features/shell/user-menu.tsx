'use client';

import { useParley } from '@app/client/react';
import { LOCALES, type Locale } from '@app/contracts';
import { Keyboard, LogOut } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from 'react-aria-components/Button';
import { usePreferences } from '@/features/preference/preference-provider';
import { THEMES, toTheme } from '@/features/preference/theme';
import { isLocale, LOCALE_NAME } from '@/i18n/locale';
import { Avatar } from '@/ui/avatar';
import { Menu, MenuChoice, MenuItem, MenuSeparator, MenuTrigger } from '@/ui/menu';
import { isolate } from '@/ui/text';
import { useSignOut } from './use-sign-out';

const THEME_TEXT = { system: 'themeSystem', light: 'themeLight', dark: 'themeDark' } as const;

/** Theme, language, shortcuts and sign out, under the person's own face. */
export function UserMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const t = useTranslations('user');
  const { me, rest } = useParley();
  const { theme, setTheme, locale, setLocale } = usePreferences();
  const signOut = useSignOut();

  const chooseLocale = async (next: Locale) => {
    setLocale(next);
    // The cookie already did it for this browser; the profile carries it to the others.
    await rest.users.updateMe({ locale: next }).catch(() => undefined);
  };

  return (
    <MenuTrigger>
      <Button
        aria-label={t('menu', { name: isolate(me.name) })}
        className="grid size-11 place-items-center rounded-full"
      >
        <Avatar id={me.id} name={me.name} url={me.avatarUrl} size="m" />
      </Button>
      <Menu placement="end bottom" aria-label={t('menu', { name: isolate(me.name) })}>
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
        <MenuItem icon={Keyboard} onAction={onShortcuts}>
          {t('shortcuts')}
        </MenuItem>
        <MenuItem icon={LogOut} iconClassName="flip" onAction={() => void signOut()}>
          {t('signOut')}
        </MenuItem>
      </Menu>
    </MenuTrigger>
  );
}
