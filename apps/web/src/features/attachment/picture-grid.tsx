'use client';

import { useTranslations } from 'next-intl';
import { cx } from '@/ui/cx';
import { isolate } from '@/ui/text';
import { PICTURES_SHOWN, pictureRatio } from '../chat/bubble-space';
import { useChatScope } from '../chat/chat-context';
import type { Entry } from '../chat/timeline';
import { Picture } from './picture';
import type { Shown } from './shown';

/** The pictures of a message, two in a row, as wide as the place for them. The last one tells how many more there are. */
export function PictureGrid({ entry, pictures }: { entry: Entry; pictures: readonly Shown[] }) {
  const t = useTranslations('file');
  const { start } = useChatScope();
  const { message } = entry;
  const shown = pictures.slice(0, PICTURES_SHOWN);
  const hidden = pictures.length - shown.length;
  return (
    <div
      className="grid grid-flow-row gap-0.5 overflow-hidden rounded-[calc(var(--radius-bubble)-0.25rem)]"
      style={{ aspectRatio: pictureRatio(pictures), gridTemplateColumns: shown.length > 1 ? '1fr 1fr' : '1fr' }}
    >
      {shown.map((picture, index) => {
        const isLast = hidden > 0 && index === shown.length - 1;
        return (
          <button
            key={picture.key}
            type="button"
            disabled={!message}
            onClick={() => message && start({ kind: 'view', message, index })}
            className={cx(
              'relative min-h-0 min-w-0 cursor-zoom-in overflow-hidden bg-hover focus-visible:-outline-offset-4 disabled:cursor-default',
              shown.length === 3 && index === 0 && 'col-span-2',
            )}
          >
            <Picture
              picture={picture}
              alt={t('openPicture', { at: index + 1, of: pictures.length, name: isolate(picture.name) })}
            />
            {isLast && (
              <span className="absolute inset-0 grid place-items-center bg-[rgb(20_16_10/0.55)] text-2xl font-semibold text-[#fff]">
                <bdi dir="ltr">{t('morePictures', { count: hidden + 1 })}</bdi>
              </span>
            )}
          </button>
        );
      })}
    </div>
  );
}
