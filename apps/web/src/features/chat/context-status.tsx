'use client';

import { CircleCheck, Clock3, Info } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Tag, type Tone } from '@/ui/tag';

const KNOWN = {
  available: 'success',
  reserved: 'warn',
  sold: 'neutral',
  pending: 'warn',
  confirmed: 'success',
  paid: 'success',
  shipped: 'accent',
  delivered: 'success',
  cancelled: 'danger',
} as const satisfies Record<string, Tone>;

type KnownStatus = keyof typeof KNOWN;

const isKnown = (status: string): status is KnownStatus => Object.hasOwn(KNOWN, status);

/** The marketplace's words for states we know are translated; any other is shown as it came. */
export function useStatusText(): (status: string) => string {
  const t = useTranslations('chat.status');
  return (status) => {
    const id = status.toLowerCase();
    return isKnown(id) ? t(id) : status;
  };
}

export function ContextStatus({ status }: { status: string }) {
  const text = useStatusText()(status);
  const id = status.toLowerCase();
  const tone = isKnown(id) ? KNOWN[id] : 'neutral';
  const Icon = tone === 'success' ? CircleCheck : tone === 'warn' ? Clock3 : Info;
  return (
    <Tag tone={tone}>
      <Icon aria-hidden className="size-3.5" />
      <bdi>{text}</bdi>
    </Tag>
  );
}
