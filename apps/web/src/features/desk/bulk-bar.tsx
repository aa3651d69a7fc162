'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/ui/button';
import { BulkAssign } from './bulk-assign';
import { BulkMacro } from './bulk-macro';
import { BulkPriority, BulkState } from './bulk-menus';
import { BulkTag } from './bulk-tag';
import { useBulk } from './use-bulk';
import type { Selection } from './use-selection';

interface BulkBarProps {
  /** All that the list shows. */
  ids: readonly string[];
  selection: Selection;
  chosen: ReadonlySet<string>;
}

/** How many are chosen, and what can be done to all of them at once. */
export default function BulkBar({ ids, selection, chosen }: BulkBarProps) {
  const t = useTranslations('desk.bulk');
  const bulk = useBulk(chosen, selection.choose);
  const isAll = chosen.size > 0 && chosen.size === ids.length;
  const menu = { apply: bulk.apply, isDisabled: bulk.isBusy || chosen.size === 0, count: chosen.size };
  return (
    <section aria-label={t('title')} className="flex-none border-t border-line bg-surface px-3 py-2">
      <div className="flex items-center gap-2">
        <label className="flex min-h-9 flex-1 cursor-pointer items-center gap-2.5 ps-1 text-sm touch:min-h-11">
          <input
            type="checkbox"
            checked={isAll}
            onChange={() => selection.choose(isAll ? [] : ids)}
            aria-label={t('all')}
            className="size-4.5 flex-none accent-accent"
          />
          <span role="status">{t('count', { count: chosen.size })}</span>
        </label>
        <IconButton label={t('end')} onPress={selection.end}>
          <X aria-hidden className="size-5" strokeWidth={1.75} />
        </IconButton>
      </div>
      <div role="toolbar" aria-label={t('actions')} className="flex flex-wrap gap-1">
        <BulkAssign {...menu} />
        <BulkState {...menu} />
        <BulkPriority {...menu} />
        <BulkTag {...menu} />
        <BulkMacro {...menu} />
      </div>
    </section>
  );
}
