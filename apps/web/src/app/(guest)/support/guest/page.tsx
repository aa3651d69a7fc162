import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { GuestPlace } from '@/features/guest/guest-place';
import { findMe } from '@/server/session';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  // The link is a key: no page that is gone to from here may learn of it.
  return { title: t('app.title', { page: t('guest.title') }), referrer: 'no-referrer' };
}

export default async function GuestPage() {
  return <GuestPlace me={await findMe()} />;
}
