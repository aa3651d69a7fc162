'use client';

import type { BroadcastDeliveryDto, BroadcastDto } from '@app/contracts';
import { CircleAlert, Mail, Smartphone } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { Card } from '@/ui/card';

const ICON = { email: Mail, push: Smartphone };

/** How far e-mail and push are. */
export function DeliveryCard({ broadcast: { deliveries, figures } }: { broadcast: BroadcastDto }) {
  const t = useTranslations('broadcast.delivery');
  return (
    <Card className="p-5 max-tablet:p-4">
      <h2 className="mb-3 text-md">{t('title')}</h2>
      <ul className="grid gap-5">
        {deliveries.map((delivery) => (
          <li key={delivery.channel}>
            <Channel delivery={delivery} total={figures.recipients} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Channel({ delivery, total }: { delivery: BroadcastDeliveryDto; total: number | null }) {
  const t = useTranslations('broadcast.delivery');
  const plan = useTranslations('broadcast.plan');
  const format = useFormatter();
  const { channel, state, sent, skipped, failed, repeated, isFailing } = delivery;
  const handled = sent + skipped + failed;
  const share = state === 'done' ? 1 : total ? Math.min(handled / total, 1) : 0;
  const Icon = ICON[channel];
  const parts = { sent, skipped, failed, repeated };
  const said = (Object.keys(parts) as (keyof typeof parts)[]).filter((part) => part === 'sent' || parts[part] > 0);
  const name = plan(`channel.${channel}`);
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
        <Icon aria-hidden className="size-4 self-center text-support" strokeWidth={1.75} />
        <b className="font-name">{name}</b>
        <span className="tabular flex-1 text-soft">
          {total === null ? '…' : t('of', { handled: format.number(handled), total: format.number(total) })}
        </span>
        <span className="tabular text-quiet">
          {format.number(share, { style: 'percent', maximumFractionDigits: 0 })} · {t(`state.${state}`)}
        </span>
      </p>
      <div
        role="progressbar"
        aria-label={name}
        aria-valuenow={Math.round(share * 100)}
        className="edge mt-2 h-1.5 overflow-hidden rounded-full bg-hover"
      >
        <div className="h-full rounded-full bg-support" style={{ inlineSize: `${share * 100}%` }} />
      </div>
      <p className="tabular mt-1.5 flex flex-wrap gap-x-3 text-xs text-quiet">
        {said.map((part) => (
          <span key={part}>{t(part, { count: parts[part], shown: format.number(parts[part]) })}</span>
        ))}
      </p>
      {isFailing && (
        <p role="status" className="mt-2 flex items-center gap-2 text-sm text-warn">
          <CircleAlert aria-hidden className="size-4 flex-none" />
          {t('failing')}
        </p>
      )}
    </>
  );
}
