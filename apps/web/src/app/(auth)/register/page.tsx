import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Register } from '@/features/auth/register';
import { safeNext } from '@/server/page-path';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('app.title', { page: t('auth.register') }) };
}

export default async function RegisterPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const { next } = await searchParams;
  return <Register next={safeNext(typeof next === 'string' ? next : undefined)} />;
}
