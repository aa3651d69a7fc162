'use client';

import { useParley, useStore } from '@app/client/react';
import type { MoneyDto, OfferDto } from '@app/contracts';
import { useState } from 'react';
import { useChatScope } from '@/features/chat/chat-context';
import { measureText } from '@/features/chat/length-rule';
import { parseAmount, toAmountText } from './parse-amount';

const CURRENCY = 'DZD';

export type AmountFault = 'amountMissing' | 'amountTooLarge' | 'noteTooLong';

/** What is written in the form of an offer, and sending it. A counter begins with the amount that it answers. */
export function useOfferForm(counterOf: OfferDto | null, onSent: () => void) {
  const { limits } = useParley();
  const max = useStore(limits, ({ offerMaxAmount }) => offerMaxAmount);
  const noteMax = useStore(limits, ({ messageMaxCodePoints }) => messageMaxCodePoints);
  const { chat, store, goToEnd } = useChatScope();
  const asked: MoneyDto | null = counterOf ?? chat.context?.price ?? null;
  const [amountText, setAmountText] = useState(() =>
    counterOf ? toAmountText(counterOf.amount, counterOf.currency) : '',
  );
  const [currency, setCurrency] = useState(asked?.currency ?? CURRENCY);
  const [note, setNote] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  const amount = parseAmount(amountText, currency);
  const isNoteTooLong = measureText(note, noteMax).isOver;
  const amountFault = amount === null ? ('amountMissing' as const) : amount > max ? ('amountTooLarge' as const) : null;

  return {
    amountText,
    setAmountText,
    currency,
    setCurrency,
    note,
    setNote,
    asked,
    /** As it was understood; null while it is no amount. */
    offered: amount === null ? null : { amount, currency },
    /** Told once somebody tried to send. */
    amountFault: isAsked ? amountFault : null,
    isNoteTooLong,
    submit() {
      setIsAsked(true);
      if (amount === null || amountFault || isNoteTooLong) return;
      store.send(note, { offer: { amount, currency, ...(counterOf && { counterOfId: counterOf.id }) } });
      goToEnd();
      onSent();
    },
  };
}
