import type { ReactNode } from 'react';
import { LiveApp } from '@/features/shell/live-app';
import { loadFirstPage } from '@/server/first-page';
import { chatIdOf } from '@/server/page-path';
import { currentPath, requireMe, serverRest } from '@/server/session';

export default async function AppLayout({ children }: { children: ReactNode }) {
  const me = await requireMe();
  const initial = await loadFirstPage(await serverRest(), chatIdOf(await currentPath()));
  return (
    <LiveApp me={me} initial={initial}>
      {children}
    </LiveApp>
  );
}
