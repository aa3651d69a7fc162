'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';

interface SignOutFailureProps {
  isOpen: boolean;
  onClose: () => void;
  onRetry: () => void;
}

/** On a shared device somebody must not walk away believing that they signed out. */
export default function SignOutFailure({ isOpen, onClose, onRetry }: SignOutFailureProps) {
  const t = useTranslations('user');
  const app = useTranslations('app');
  return (
    <Dialog kind="alert" title={t('signOutFailed')} isOpen={isOpen} onClose={onClose} closeLabel={app('cancel')}>
      <p className="px-5 pb-1 text-soft">{t('signOutFailedText')}</p>
      <footer className="flex flex-wrap justify-end gap-2 p-5 pt-3">
        <Button onPress={onClose}>{app('cancel')}</Button>
        <Button variant="primary" onPress={onRetry}>
          {app('retry')}
        </Button>
      </footer>
    </Dialog>
  );
}
