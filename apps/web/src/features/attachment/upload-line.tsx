'use client';

import type { PendingMessage } from '@app/client';
import { useUploadText } from './use-upload-text';

/** How far the files of a message are. The words stand where the size will. */
export function UploadLine({ pending }: { pending: PendingMessage }) {
  const { text, part } = useUploadText(pending);
  return (
    <span className="flex items-center gap-2">
      <span className="tabular flex-none">{text}</span>
      <span
        role="progressbar"
        aria-label={text}
        aria-valuenow={Math.round(part * 100)}
        className="h-1 min-w-8 flex-1 overflow-hidden rounded-full bg-[rgb(255_255_255/0.25)] forced-colors:border"
      >
        <span
          className="ease block h-full rounded-full bg-current transition-[width] forced-colors:bg-[CanvasText]"
          style={{ width: `${part * 100}%` }}
        />
      </span>
    </span>
  );
}
