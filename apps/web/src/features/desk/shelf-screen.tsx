'use client';

import type { Shelf } from '@app/client/desk';
import { ChevronLeft, type LucideIcon, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { PageTitle } from '@/features/shell/page-title';
import { Button, IconLink } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { EmptyState } from '@/ui/empty-state';
import { LoadFailure } from '@/ui/load-failure';
import { Pane, PaneBar } from '@/ui/pane';
import { SkeletonRows } from '@/ui/skeleton';
import { ShelfRow } from './shelf-row';
import { useShelf } from './use-desk';

export interface Kept {
  id: string;
  isTeam: boolean;
}

interface ShelfScreenProps<Dto extends Kept, Input> {
  shelf: Shelf<Dto, Input>;
  icon: LucideIcon;
  texts: { title: string; text: string; add: string; edit: string; empty: string; emptyText: string };
  nameOf: (item: Dto) => string;
  detailOf: (item: Dto) => ReactNode;
  /** Null: a new one. */
  form: (item: Dto | null, onDone: () => void) => ReactNode;
}

/** What the desk keeps to use again: the list of it, and a dialog to write one. */
export function ShelfScreen<Dto extends Kept, Input>({
  shelf,
  icon,
  texts,
  nameOf,
  detailOf,
  form,
}: ShelfScreenProps<Dto, Input>) {
  const t = useTranslations();
  const { items, isLoaded, error } = useShelf(shelf);
  const [edited, setEdited] = useState<Dto | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const open = (item: Dto | null) => {
    setEdited(item);
    setIsOpen(true);
  };
  const end = () => setIsOpen(false);
  return (
    <Pane data-screen="detail" aria-labelledby="shelf-title" className="flex-1 border-line tablet:border-s">
      <PageTitle page={texts.title} />
      <PaneBar>
        <IconLink href="/desk" label={t('support.toQueue')} className="-ms-2 tablet:hidden">
          <ChevronLeft aria-hidden className="flip size-5" strokeWidth={1.75} />
        </IconLink>
        <h2 id="shelf-title" className="one-line flex-1 text-lg">
          {texts.title}
        </h2>
        <Button size="sm" variant="support" onPress={() => open(null)}>
          <Plus aria-hidden className="size-4" />
          {texts.add}
        </Button>
      </PaneBar>
      <div className="scroll-y flex flex-1 flex-col px-4 py-3" aria-busy={!isLoaded && !error}>
        <p className="mb-2 px-2 text-sm text-soft">{texts.text}</p>
        {!isLoaded && !error && <SkeletonRows count={4} />}
        {isLoaded && items.length === 0 && (
          <EmptyState size="inline" icon={icon} title={texts.empty}>
            {texts.emptyText}
          </EmptyState>
        )}
        {error && !isLoaded && (
          <LoadFailure title={t('desk.shelf.loadError')} onRetry={() => void shelf.load()}>
            {t('support.loadErrorText')}
          </LoadFailure>
        )}
        <ul aria-label={texts.title} className="grid max-w-3xl gap-px">
          {items.map((item) => (
            <ShelfRow
              key={item.id}
              name={nameOf(item)}
              detail={detailOf(item)}
              isTeam={item.isTeam}
              onEdit={() => open(item)}
              onRemove={() => shelf.remove(item.id)}
            />
          ))}
        </ul>
      </div>
      <Dialog
        kind="sheet"
        title={edited ? texts.edit : texts.add}
        isOpen={isOpen}
        onClose={end}
        closeLabel={t('app.close')}
      >
        {form(edited, end)}
      </Dialog>
    </Pane>
  );
}
