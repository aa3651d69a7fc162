'use client';

import { useChats } from '@app/client/react';
import type { ChatContextDto, ChatContextInput } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { SelectField } from '@/ui/select-field';

interface RequestContextProps {
  value: ChatContextInput | undefined;
  onChange: (context: ChatContextInput | undefined) => void;
}

/** Which listing, booking or order it is about: one of those that the customer talks about in their chats. */
export function RequestContext({ value, onChange }: RequestContextProps) {
  const t = useTranslations('support');
  const chat = useTranslations('chat');
  const contexts = useChats(({ byId }) => [
    ...new Map(Object.values(byId).flatMap(({ context }) => (context ? [[keyOf(context), context]] : []))).values(),
  ]);
  if (contexts.length === 0) return null;
  return (
    <SelectField
      label={t('about')}
      anyText={t('aboutNothing')}
      value={value ? keyOf(value) : null}
      onChange={(key) => onChange(toInput(contexts.find((context) => keyOf(context) === key)))}
      options={contexts.map((context) => ({ id: keyOf(context), text: `${chat(context.type)} · ${context.title}` }))}
    />
  );
}

function keyOf({ type, id }: Pick<ChatContextInput, 'type' | 'id'>): string {
  return `${type}:${id}`;
}

function toInput(context: ChatContextDto | undefined): ChatContextInput | undefined {
  if (!context) return undefined;
  const { type, id, title, imageUrl, url, price, status } = context;
  return {
    ...{ type, id, title },
    ...(imageUrl && { imageUrl }),
    ...(url && { url }),
    ...(price && { price }),
    ...(status && { status }),
  };
}
