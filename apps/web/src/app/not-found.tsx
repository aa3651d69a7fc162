import { Compass } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';

export default function NotFound() {
  const t = useTranslations();
  return (
    <main className="flex min-h-dvh">
      <title>{t('app.title', { page: t('error.notFoundTitle') })}</title>
      <EmptyState
        heading="h1"
        icon={Compass}
        title={t('error.notFoundTitle')}
        action={
          <ButtonLink href="/chats" variant="primary">
            {t('chat.toChats')}
          </ButtonLink>
        }
      >
        {t('error.notFoundText')}
      </EmptyState>
    </main>
  );
}
