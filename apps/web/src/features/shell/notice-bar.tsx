'use client';

import dynamic from 'next/dynamic';
import { useNotice } from './notice';

const NoticeCard = dynamic(() => import('./notice-card'), { ssr: false });

/** The regions are always there, as readers miss those that appear together with their text. */
export function NoticeBar() {
  const notice = useNotice();
  const isFailure = notice?.kind === 'failure';
  return (
    <div className="pointer-events-none fixed inset-x-0 bottom-4 z-10 grid justify-items-center px-4 max-tablet:bottom-[calc(4.5rem+env(safe-area-inset-bottom))]">
      <div role="status">{notice && !isFailure && <NoticeCard notice={notice} />}</div>
      <div role="alert">{notice && isFailure && <NoticeCard notice={notice} />}</div>
    </div>
  );
}
