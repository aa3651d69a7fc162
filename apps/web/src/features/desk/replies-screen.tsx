'use client';

import { variantFor } from '@app/contracts';
import { MessageSquareQuote } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { usePreferences } from '@/features/preference/preference-provider';
import { ReplyForm } from './reply-form';
import { ShelfScreen } from './shelf-screen';
import { useDesk } from './use-desk';

/** The canned replies of the team, and one's own. */
export function RepliesScreen() {
  const t = useTranslations('desk.canned');
  const { locale } = usePreferences();
  return (
    <ShelfScreen
      shelf={useDesk().cannedReplies}
      icon={MessageSquareQuote}
      texts={{
        title: t('title'),
        text: t('text'),
        add: t('add'),
        edit: t('edit'),
        empty: t('empty'),
        emptyText: t('emptyText'),
      }}
      nameOf={({ title }) => title}
      detailOf={({ shortcut, variants }) => (
        <>
          <bdi dir="ltr">/{shortcut}</bdi> · {variantFor(variants, locale)}
        </>
      )}
      form={(reply, onDone) => <ReplyForm key={reply?.id} reply={reply} onDone={onDone} />}
    />
  );
}
