import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SignIn } from '@/features/auth/sign-in';
import { loadDemoAccounts } from '@/server/demo-accounts';
import { safeNext } from '@/server/page-path';
import { serverRest } from '@/server/session';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('app.title', { page: t('auth.signIn') }) };
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const { next } = await searchParams;
  const demoAccounts = await loadDemoAccounts(await serverRest());
  return <SignIn next={safeNext(typeof next === 'string' ? next : undefined)} demoAccounts={demoAccounts} />;
}
