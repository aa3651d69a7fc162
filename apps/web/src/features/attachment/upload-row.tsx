import type { PendingMessage } from '@app/client';
import { cx } from '@/ui/cx';
import { CancelUpload } from './cancel-upload';
import { UploadLine } from './upload-line';

/** How far a message is, and the way to end it; nothing once it has failed, which is told below the bubble. */
export function UploadRow({ pending, className }: { pending: PendingMessage; className?: string }) {
  if (pending.status === 'failed') return null;
  return (
    <div className={cx('flex items-center gap-1 text-xs [&>:first-child]:flex-1', className)}>
      <UploadLine pending={pending} />
      <CancelUpload pending={pending} />
    </div>
  );
}
