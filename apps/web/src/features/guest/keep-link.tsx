'use client';

import { useParley } from '@app/client/react';
import { Check, Copy, Link as LinkIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { showNotice } from '@/features/shell/notice';
import { Button } from '@/ui/button';
import { keptToken, linkOf } from './kept-link';

/** That there is a link, where it was sent, and a copy of it for whoever wants to keep it elsewhere. */
export function KeepLink() {
  const t = useTranslations('guest');
  const { me } = useParley();
  const [token, setToken] = useState<string | null>(null);
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => setToken(keptToken()), []);

  const copy = async (link: string) => {
    try {
      await navigator.clipboard.writeText(link);
      setIsCopied(true);
    } catch {
      // No permission, or no secure page: the link is shown, to be copied by hand.
      showNotice({ kind: 'lasting', text: link });
    }
  };

  return (
    <section
      aria-label={t('keepLabel')}
      className="flex flex-none flex-wrap items-center gap-x-4 gap-y-1 bg-support-soft px-4 py-2 text-sm text-support max-tablet:px-3"
    >
      <p className="flex min-w-0 flex-1 basis-64 items-start gap-2">
        <LinkIcon aria-hidden className="mt-0.5 size-4 flex-none" />
        <span className="wrap-anywhere">{t.rich('keep', { email: () => <bdi>{me.email}</bdi> })}</span>
      </p>
      {token && (
        <Button variant="link" className="text-support" onPress={() => void copy(linkOf(token))}>
          {isCopied ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
          {t('copy')}
        </Button>
      )}
      {/* Beside the button: inside it, its own name would be taken for news. */}
      <span role="status" className="empty:absolute">
        {isCopied && t('copied')}
      </span>
    </section>
  );
}
