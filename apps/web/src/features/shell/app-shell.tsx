'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useCallback, useState } from 'react';
import { AttentionPlace } from '@/features/attention/attention-place';
import { CallPlace } from '@/features/call/call-place';
import { cx } from '@/ui/cx';
import { lazyPart } from '@/ui/lazy-part';
import { useOnceOpen } from '@/ui/use-once-open';
import { ConnectionBanner } from './connection-banner';
import { NoticeBar } from './notice-bar';
import { IconBadge } from './page-title';
import { Rail } from './rail';
import { usePaneKeys } from './use-pane-keys';
import { useSignedOut } from './use-signed-out';
import { useSingleKey } from './use-single-key';

const ShortcutDialog = lazyPart(() => import('./shortcut-dialog'));

const SKIP_LINK = 'fixed start-3 -top-16 z-30 rounded-sm bg-accent px-4 py-2 text-on-accent focus:top-3';

/**
 * The frame of every signed-in page. A page that fills a phone's screen by itself (a chat, a ticket) marks its pane
 * with `data-screen="detail"`; lists beside it carry `data-screen="list"` and hide then.
 */
export function AppShell({ children }: { children: ReactNode }) {
  const t = useTranslations('app');
  const [hasShortcuts, setHasShortcuts] = useState(false);
  const showShortcuts = useCallback(() => setHasShortcuts(true), []);
  const isDialogLoaded = useOnceOpen(hasShortcuts);
  usePaneKeys();
  useSingleKey('?', showShortcuts);
  useSignedOut();

  return (
    <div className="group/app relative grid h-dvh grid-cols-[var(--rail)_minmax(0,1fr)] overflow-clip max-tablet:grid-cols-1 max-tablet:grid-rows-[minmax(0,1fr)_auto] has-[[data-screen=detail]]:max-tablet:grid-rows-1">
      <a href="#content" className={SKIP_LINK}>
        {t('skipToContent')}
      </a>
      {/* Only where there is something to write in. */}
      <a href="#composer" className={cx(SKIP_LINK, 'hidden group-has-[#composer]/app:block')}>
        {t('skipToComposer')}
      </a>
      <IconBadge />
      <AttentionPlace />
      <Rail onShortcuts={showShortcuts} />
      <main id="content" tabIndex={-1} className="flex min-h-0 min-w-0 flex-col outline-none">
        <ConnectionBanner />
        <CallPlace />
        <div className="flex min-h-0 flex-1">{children}</div>
      </main>
      <NoticeBar />
      {isDialogLoaded && <ShortcutDialog isOpen={hasShortcuts} onClose={() => setHasShortcuts(false)} />}
    </div>
  );
}
