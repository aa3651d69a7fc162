'use client';

import type { DemoAccountDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { Avatar } from '@/ui/avatar';
import { Press } from '@/ui/press';
import { Spinner } from '@/ui/spinner';
import type { Enter } from './use-enter';

/** One click each; there only when the server runs in demo mode. */
export function DemoAccounts({ accounts, enter }: { accounts: readonly DemoAccountDto[]; enter: Enter }) {
  const t = useTranslations('auth');
  if (!accounts.length) return null;
  return (
    <section>
      <h2 className="mt-6 mb-3 flex items-center gap-3 text-xs font-normal tracking-normal text-quiet before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {t('demo')}
      </h2>
      <ul className="grid grid-cols-2 gap-2">
        {accounts.map((account) => (
          <li key={account.id} className="min-w-0">
            <Press
              isDisabled={enter.pending !== null}
              onPress={() => void enter.run(account.id, (rest) => rest.auth.demoLogin(account.id))}
              className="ease edge flex w-full min-w-0 items-center gap-3 rounded-md border border-line bg-surface p-2.5 text-start transition-colors hover:bg-hover"
            >
              <Avatar id={account.id} name={account.name} size="m" />
              <span className="min-w-0 flex-1">
                <b dir="auto" className="one-line block text-sm leading-snug font-name">
                  {account.name}
                </b>
                <small className="block text-xs leading-snug text-quiet">{t(`part.${account.part}`)}</small>
              </span>
              {enter.pending === account.id && <Spinner />}
            </Press>
          </li>
        ))}
      </ul>
    </section>
  );
}
