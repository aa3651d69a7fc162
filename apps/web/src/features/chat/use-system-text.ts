'use client';

import type { SystemEventDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { isolate } from '@/ui/text';

/** A system line in the reader's words. A kind or a value this build does not know still makes a sentence. */
export function useSystemText(): (system: SystemEventDto | null) => string {
  const t = useTranslations('system');
  return (system) => {
    const values = system?.values ?? {};
    const name = values.name ?? '';
    switch (system?.kind) {
      case 'chatCreated':
        return t('chatCreated');
      case 'ticketOpened':
        return t('ticketOpened', { hasNumber: values.number ? 'yes' : 'no', number: values.number ?? '' });
      case 'ticketState':
        return t('ticketState', { state: values.state ?? '' });
      case 'ticketAssigned':
        return t('ticketAssigned', { hasName: name ? 'yes' : 'no', name: isolate(name) });
      case 'memberJoined':
        return t('memberJoined', { hasName: name ? 'yes' : 'no', name: isolate(name) });
      default:
        return t('unknown');
    }
  };
}
