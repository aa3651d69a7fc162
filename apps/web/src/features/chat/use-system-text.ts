'use client';

import { useParley } from '@app/client/react';
import type { SystemEventDto } from '@app/contracts';
import { useLocale, useTranslations } from 'next-intl';
import { useClockText } from '@/features/voice/use-clock-text';
import { isolate } from '@/ui/text';
import { formatPrice } from './use-price-text';

const NAMES_TOLD = 10;

/** A system line in the reader's words. A kind or a value this build does not know still makes a sentence. */
export function useSystemText(): (system: SystemEventDto | null) => string {
  const t = useTranslations('system');
  const locale = useLocale();
  const { me } = useParley();
  const { clock } = useClockText();
  const groupValues = (values: SystemEventDto['values']) => {
    const told = toGroupValues(values, me.id);
    return { ...told, people: t('people', told) };
  };
  const callText = ({ media = '', outcome = '', callerId, seconds }: SystemEventDto['values']) => {
    const time = clock(Number(seconds) * 1_000);
    return t('callEnded', { call: t('call', { media }), outcome, who: callerId === me.id ? 'me' : 'other', time });
  };
  return (system) => {
    const values = system?.values ?? {};
    const name = values.name ?? '';
    switch (system?.kind) {
      case 'chatCreated':
        return t('chatCreated', { ...groupValues(values), hasTitle: values.title ? 'yes' : 'no' });
      case 'ticketOpened':
        return t('ticketOpened', { hasNumber: values.number ? 'yes' : 'no', number: values.number ?? '' });
      case 'ticketState':
        return t('ticketState', { state: values.state ?? '' });
      case 'ticketMerged':
      case 'ticketUnmerged':
      case 'ticketFollowUp':
        return t(system.kind, { number: values.number ?? '' });
      case 'chatEscalated':
        return t('chatEscalated');
      case 'ticketAssigned':
        return t('ticketAssigned', { hasName: name ? 'yes' : 'no', name: isolate(name) });
      case 'memberJoined':
        return t('memberJoined', { hasName: name ? 'yes' : 'no', name: isolate(name) });
      case 'memberAdded':
        return t('memberAdded', groupValues(values));
      case 'memberRemoved':
        return t('memberRemoved', groupValues(values));
      case 'memberLeft':
        return t('memberLeft', groupValues(values));
      case 'ownerChanged':
        return t('ownerChanged', groupValues(values));
      case 'titleChanged':
        return t('titleChanged', groupValues(values));
      case 'callEnded':
        return callText(values);
      case 'offerExpired':
        return t('offerExpired', { amount: isolate(priceOf(values, locale)) });
      default:
        return t('unknown');
    }
  };
}

/**
 * Who did it (`who`: me, somebody by name, or nobody told) and whom it is about (`whom`: me alone, or people by name).
 * The server names the first ten people and gives the ids of all.
 */
function toGroupValues({ actorId, actorName, userIds, name, title }: SystemEventDto['values'], meId: string) {
  const ids = userIds ? userIds.split(',') : [];
  return {
    who: actorId === meId ? 'me' : actorName ? 'other' : 'nobody',
    actor: isolate(actorName ?? ''),
    whom: userIds === meId ? 'me' : name ? 'other' : 'nobody',
    name: isolate(name ?? ''),
    more: Math.max(0, ids.length - NAMES_TOLD),
    title: isolate(title ?? ''),
  };
}

function priceOf({ amount, currency }: SystemEventDto['values'], locale: string): string {
  return currency ? formatPrice({ amount: Number(amount), currency }, locale) : '';
}
