'use client';

import { createRest } from '@app/client';
import { createCategories } from '@app/client/desk';
import { DEFAULT_LIMITS, type TicketCategory } from '@app/contracts';
import { Send } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { FormError } from '@/features/auth/form-error';
import { readForm } from '@/features/auth/read-form';
import { useAuthError } from '@/features/auth/use-auth-error';
import { useOfferedCategories } from '@/features/category/use-categories';
import { Button } from '@/ui/button';
import { Link } from '@/ui/link';
import { SelectField } from '@/ui/select-field';
import { TextField } from '@/ui/text-field';
import { useGuestRequest } from './use-guest-request';

/** Who asks, and what; the answer comes by e-mail and on this page. */
export function GuestForm({ hasBrokenLink }: { hasBrokenLink: boolean }) {
  const t = useTranslations();
  const [list] = useState(() => createCategories(createRest({}), false));
  const categories = useOfferedCategories(list);
  const [chosen, setChosen] = useState<TicketCategory | null>(null);
  const category = (categories.find(({ id }) => id === chosen) ?? categories[0])?.id;
  const { send, clear, error, isSending } = useGuestRequest();
  const isRefused = Boolean(error?.fields.category);
  useEffect(() => {
    if (isRefused) void list.load();
  }, [list, isRefused]);
  const errors = useAuthError(error);
  return (
    <>
      <div className="contents" onInput={clear}>
        <Form
          className="grid grid-cols-[minmax(0,1fr)] gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            const form = readForm(event.currentTarget);
            const text = (name: string) => form(name).trim();
            const [subject, description] = [text('subject'), text('description')];
            const whose = { name: text('name'), email: text('email') };
            if (!isSending && category) void send({ ...whose, category, subject, description });
          }}
        >
          <FormError text={errors.form ?? (hasBrokenLink && !error ? t('guest.gone') : null)} />
          <TextField
            name="name"
            label={t('auth.name')}
            autoComplete="name"
            dir="auto"
            maxLength={80}
            error={errors.field('name')}
            isRequired
          />
          <TextField
            name="email"
            type="email"
            label={t('auth.email')}
            hint={t('guest.emailHint')}
            autoComplete="email"
            dir="ltr"
            maxLength={254}
            error={errors.field('email')}
            isRequired
          />
          <SelectField
            label={t('support.categoryLabel')}
            value={category ?? null}
            onChange={setChosen}
            error={isRefused ? t('support.fault.category.notAccepted') : undefined}
            options={categories}
          />
          <TextField
            name="subject"
            label={t('support.subject')}
            dir="auto"
            maxLength={DEFAULT_LIMITS.subjectMaxCodePoints}
            error={errors.field('subject')}
            isRequired
          />
          <TextField
            name="description"
            label={t('support.description')}
            dir="auto"
            rows={5}
            maxLength={DEFAULT_LIMITS.messageMaxCodePoints}
            error={errors.field('description')}
            isRequired
          />
          <Button type="submit" variant="primary" size="lg" isWide isPending={isSending}>
            {!isSending && <Send aria-hidden className="flip size-4" />}
            {t('support.send')}
          </Button>
        </Form>
      </div>
      <p className="mt-6 text-center text-sm text-quiet">
        {t('auth.haveAccount')}{' '}
        <Link href="/sign-in?next=/support/new" className="prose-link">
          {t('auth.signIn')}
        </Link>
      </p>
    </>
  );
}
