'use client';

import { PanelRightClose } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/ui/button';
import { lazyPart } from '@/ui/lazy-part';
import { Pane, PaneBar } from '@/ui/pane';

const ContextBody = lazyPart(() => import('./context-body'));

interface ContextPaneProps {
  isOpen: boolean;
  onClose: () => void;
}

/** Where the marketplace shows: the listing, the people. Beside the chat when there is room, in the margin that it leaves. */
export function ContextPane({ isOpen, onClose }: ContextPaneProps) {
  const t = useTranslations('chat');
  if (!isOpen) return null;
  return (
    <Pane
      aria-label={t('about')}
      className="-ms-(--context) w-(--context) flex-none border-s border-line max-desktop:hidden"
    >
      <PaneBar>
        <h2 className="flex-1 text-md">{t('details')}</h2>
        <IconButton label={t('hideDetails')} onPress={onClose}>
          <PanelRightClose aria-hidden className="flip size-5" strokeWidth={1.75} />
        </IconButton>
      </PaneBar>
      <ContextBody />
    </Pane>
  );
}
