'use client';

import { Eye, EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { IconButton } from '@/ui/button';
import { TextField } from '@/ui/text-field';

interface PasswordFieldProps {
  autoComplete: 'current-password' | 'new-password';
  hint?: string;
  error?: string;
}

export function PasswordField({ autoComplete, hint, error }: PasswordFieldProps) {
  const t = useTranslations('auth');
  const [isShown, setIsShown] = useState(false);
  const isNew = autoComplete === 'new-password';
  const Icon = isShown ? EyeOff : Eye;
  return (
    <TextField
      name="password"
      type={isShown ? 'text' : 'password'}
      label={t('password')}
      autoComplete={autoComplete}
      maxLength={200}
      hint={hint}
      error={error}
      dir="ltr"
      minLength={isNew ? 8 : undefined}
      isRequired
      end={
        <IconButton label={t(isShown ? 'hidePassword' : 'showPassword')} onPress={() => setIsShown(!isShown)}>
          <Icon aria-hidden className="size-4" />
        </IconButton>
      }
    />
  );
}
