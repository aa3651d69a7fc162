'use client';

import { cx } from '@/ui/cx';
import { lazyPart } from '@/ui/lazy-part';
import { useNotice } from './notice';

const NoticeCard = lazyPart(() => import('./notice-card'));

/** Over the end of the list, so that it covers neither a message nor the message box; in a chat on a phone under its header. */
const PLACE = cx(
  'pointer-events-none fixed start-[calc(var(--rail)+0.75rem)] bottom-3 z-10 w-[calc(var(--list)-1.5rem)] max-desktop:w-74',
  'max-tablet:inset-x-3 max-tablet:bottom-[calc(4.5rem+env(safe-area-inset-bottom))] max-tablet:w-auto',
  'group-has-[[data-screen=detail]]/app:max-tablet:top-[calc(var(--bar)+0.5rem)] group-has-[[data-screen=detail]]/app:max-tablet:bottom-auto',
);

/** The regions are always there, as readers miss those that appear together with their text. */
export function NoticeBar() {
  const notice = useNotice();
  const isFailure = notice?.kind === 'failure';
  return (
    <div className={PLACE}>
      <div role="status">{notice && !isFailure && <NoticeCard notice={notice} />}</div>
      <div role="alert">{notice && isFailure && <NoticeCard notice={notice} />}</div>
    </div>
  );
}
