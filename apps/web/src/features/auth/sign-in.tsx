'use client';

import type { DemoAccountDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { Form } from 'react-aria-components/Form';
import { Button } from '@/ui/button';
import { Link } from '@/ui/link';
import { TextField } from '@/ui/text-field';
import { AuthFrame } from './auth-frame';
import { DemoAccounts } from './demo-accounts';
import { FormError } from './form-error';
import { PasswordField } from './password-field';
import { readForm } from './read-form';
import { useAuthError } from './use-auth-error';
import { useEnter } from './use-enter';

interface SignInProps {
  next: string;
  demoAccounts: readonly DemoAccountDto[];
}

export function SignIn({ next, demoAccounts }: SignInProps) {
  const t = useTranslations('auth');
  const enter = useEnter(next);
  const errors = useAuthError(enter.error);
  return (
    <AuthFrame title={t('signIn')} lead={t('signInLead')}>
      <Form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          const form = readForm(event.currentTarget);
          void enter.run('form', (rest) => rest.auth.login({ email: form('email'), password: form('password') }));
        }}
      >
        <FormError text={errors.form} />
        <TextField
          name="email"
          type="email"
          label={t('email')}
          autoComplete="username"
          placeholder="you@example.dz"
          dir="ltr"
          error={errors.field('email')}
          isRequired
        />
        <PasswordField autoComplete="current-password" error={errors.field('password')} />
        <Button type="submit" variant="primary" size="lg" isWide isPending={enter.pending === 'form'}>
          {t('signIn')}
        </Button>
      </Form>
      <DemoAccounts accounts={demoAccounts} enter={enter} />
      <p className="mt-6 text-center text-sm text-quiet">
        {t('newHere')}{' '}
        <Link href={`/register?next=${encodeURIComponent(next)}`} className="prose-link">
          {t('register')}
        </Link>
      </p>
      <p className="mt-2 text-center text-sm text-quiet">
        <Link href="/support/guest" className="prose-link">
          {t('guest')}
        </Link>
      </p>
    </AuthFrame>
  );
}
