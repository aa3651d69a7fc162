import { CheckCheck, CircleCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Avatar } from '@/ui/avatar';
import { Tag } from '@/ui/tag';
import { BikePicture } from './bike-picture';

/** A picture made of real parts; readers get the words below it only. */
export function AuthStage() {
  const t = useTranslations('auth');
  return (
    <aside
      aria-label={t('stageLabel')}
      className="grid place-content-center overflow-hidden border-s border-line bg-canvas p-8 max-desktop:hidden"
    >
      <div aria-hidden className="grid w-[min(26rem,100%)] gap-3">
        <div className="flex items-center gap-3 rounded-md bg-surface px-4 py-2 text-sm shadow-2">
          <BikePicture className="size-10 flex-none rounded-sm" />
          <span className="min-w-0 flex-1">
            <b className="block font-name">VTT Rockrider ST 540</b>
            <span className="tabular text-quiet">48,000 DZD · Bab Ezzouar</span>
          </span>
          <Tag tone="success">
            <CircleCheck className="size-3.5" />
            {t('stageStatus')}
          </Tag>
        </div>
        <OwnBubble text="Would you take 45,000?" time="09:12" />
        <div className="mt-1 flex items-end gap-2">
          <Avatar id="yacine" name="Yacine Benali" size="s" presence="online" />
          <div className="grid justify-items-start gap-0.5">
            <OtherBubble text="45,000 مع الخوذة، ونتفاهم 🙂" time="09:14" />
            <OtherBubble text="Petite rayure sur la fourche, rien d’autre." time="09:14" />
          </div>
        </div>
        <OwnBubble text="Parfait, demain à 17 h ?" time="09:15" />
      </div>
      <p className="mt-8 max-w-[26rem] leading-relaxed text-soft">
        <strong className="mb-2 block text-xl leading-snug font-semibold tracking-[-0.02em] text-ink">
          {t('stageTitle')}
        </strong>
        {t('stageText')}
      </p>
    </aside>
  );
}

function OwnBubble({ text, time }: { text: string; time: string }) {
  return (
    <p className="flex items-end gap-3 justify-self-end rounded-bubble rounded-ee-joint bg-bubble-out px-3.5 py-2 text-msg text-on-bubble-out">
      <span dir="auto">{text}</span>
      <span className="flex items-center gap-1 text-2xs text-on-bubble-out-quiet">
        {time} <CheckCheck className="size-3.5 text-tick-read" />
      </span>
    </p>
  );
}

function OtherBubble({ text, time }: { text: string; time: string }) {
  return (
    <p className="flex items-end gap-3 rounded-bubble rounded-es-joint bg-surface px-3.5 py-2 text-msg shadow-1">
      <span dir="auto">{text}</span>
      <span className="text-2xs text-quiet">{time}</span>
    </p>
  );
}
