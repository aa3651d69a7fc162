'use client';

import { useTranslations } from 'next-intl';
import { Form } from 'react-aria-components/Form';
import { usePreferences } from '@/features/preference/preference-provider';
import { Button } from '@/ui/button';
import { Link } from '@/ui/link';
import { TextField } from '@/ui/text-field';
import { AuthFrame } from './auth-frame';
import { FormError } from './form-error';
import { PasswordField } from './password-field';
import { readForm } from './read-form';
import { useAuthError } from './use-auth-error';
import { useEnter } from './use-enter';

export function Register({ next }: { next: string }) {
  const t = useTranslations('auth');
  const { locale } = usePreferences();
  const enter = useEnter(next);
  const errors = useAuthError(enter.error);
  return (
    <AuthFrame title={t('register')} lead={t('registerLead')}>
      <div className="contents" onInput={enter.clear}>
        <Form
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            const form = readForm(event.currentTarget);
            void enter.run('form', (rest) =>
              rest.auth.register({
                name: form('name').trim(),
                email: form('email').trim(),
                password: form('password'),
                locale,
                timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
              }),
            );
          }}
        >
          <FormError text={errors.form} />
          <TextField
            name="name"
            label={t('name')}
            autoComplete="name"
            placeholder={t('namePlaceholder')}
            dir="auto"
            maxLength={80}
            error={errors.field('name')}
            isRequired
          />
          <TextField
            name="email"
            type="email"
            label={t('email')}
            autoComplete="username"
            placeholder="you@example.dz"
            dir="ltr"
            maxLength={254}
            error={errors.field('email')}
            isRequired
          />
          <PasswordField autoComplete="new-password" hint={t('passwordHint')} error={errors.field('password')} />
          <Button type="submit" variant="primary" size="lg" isWide isPending={enter.pending === 'form'}>
            {t('register')}
          </Button>
        </Form>
      </div>
      <p className="mt-6 text-center text-sm text-quiet">
        {t('haveAccount')}{' '}
        <Link href={`/sign-in?next=${encodeURIComponent(next)}`} className="prose-link">
          {t('signIn')}
        </Link>
      </p>
    </AuthFrame>
  );
}
