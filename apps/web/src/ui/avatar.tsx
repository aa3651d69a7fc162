import type { PresenceState } from '@app/contracts';
import { LifeBuoy, Megaphone } from 'lucide-react';
import { cx } from './cx';
import { initialsOf, paletteOf } from './initials';

type AvatarSize = 's' | 'm' | 'md' | 'l';

const SIZE: Record<AvatarSize, string> = {
  s: 'size-7 text-[0.63rem]',
  m: 'size-9 text-[0.8rem]',
  md: 'size-11 text-base',
  l: 'size-16 text-2xl',
};

interface AvatarProps {
  id: string;
  name: string;
  url?: string | null;
  size?: AvatarSize;
  presence?: PresenceState;
}

/** Decoration beside a written name; presence is written in words where it matters. */
export function Avatar({ id, name, url, size = 'md', presence }: AvatarProps) {
  const palette = paletteOf(id);
  return (
    <span
      aria-hidden
      // Drawn by CSS: initials are a picture of the name, not text that a control could be called by.
      data-initials={url ? '' : initialsOf(name)}
      className={cx(
        'before:content-[attr(data-initials)] relative grid flex-none place-items-center rounded-full font-semibold leading-none select-none',
        SIZE[size],
      )}
      style={{
        background: `linear-gradient(160deg, color-mix(in oklab, var(--av-${palette}) 86%, white 14%), var(--av-${palette}))`,
        color: `var(--av-${palette}-on)`,
      }}
    >
      {url && <img src={url} alt="" className="size-full rounded-full object-cover" />}
      {presence && presence !== 'offline' && <PresenceDot state={presence} />}
    </span>
  );
}

/** The house speaking: support and announcements. */
export function HouseAvatar({ kind = 'support', size = 'md' }: { kind?: 'support' | 'broadcast'; size?: AvatarSize }) {
  const Icon = kind === 'support' ? LifeBuoy : Megaphone;
  return (
    <span
      aria-hidden
      className={cx('grid flex-none place-items-center rounded-full bg-support-soft text-support', SIZE[size])}
    >
      <Icon className="size-1/2" strokeWidth={1.75} />
    </span>
  );
}

/** Online is a disc, idle a ring: the shape tells them apart without the colour. */
function PresenceDot({ state }: { state: 'online' | 'idle' }) {
  return (
    <span
      className={cx(
        'absolute -end-px -bottom-px size-[0.8125rem] rounded-full border-2 border-(--ground,var(--surface))',
        state === 'online'
          ? 'bg-online'
          : 'bg-[radial-gradient(circle_at_50%_50%,var(--ground,var(--surface))_0_1.75px,var(--away)_2.25px)]',
      )}
    />
  );
}
