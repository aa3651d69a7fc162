'use client';

import { CATEGORIES_MAX, type TicketCategoryDto } from '@app/contracts';
import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PageTitle } from '@/features/shell/page-title';
import { RoleGate } from '@/features/shell/role-gate';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { Dialog } from '@/ui/dialog';
import { LoadFailure } from '@/ui/load-failure';
import { Page } from '@/ui/page';
import { SkeletonRows } from '@/ui/skeleton';
import { CategoryForm } from './category-form';
import { CategoryRows } from './category-rows';
import { useCategories, useCategoryList } from './use-categories';

const LEADS = ['admin'] as const;

/** What customers can ask about: the desk's own words for it, and their order. */
export function CategoriesScreen() {
  const t = useTranslations('category');
  return (
    <RoleGate roles={LEADS} href="/desk">
      <PageTitle page={t('title')} />
      <Content />
    </RoleGate>
  );
}

function Content() {
  const t = useTranslations();
  const list = useCategoryList();
  const { categories, isLoaded, error } = useCategories();
  /** Null: a new one. */
  const [edited, setEdited] = useState<TicketCategoryDto | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const open = (category: TicketCategoryDto | null) => {
    setEdited(category);
    setIsOpen(true);
  };
  const end = () => setIsOpen(false);
  const add = isLoaded && categories.length < CATEGORIES_MAX && (
    <Button variant="support" size="sm" onPress={() => open(null)}>
      <Plus aria-hidden className="size-4" />
      {t('category.add')}
    </Button>
  );
  return (
    <Page title={t('category.title')} actions={add} isNarrow>
      <p className="mb-4 text-sm text-soft">{t('category.text')}</p>
      {error && !isLoaded ? (
        <LoadFailure title={t('category.loadError')} onRetry={() => void list.load()}>
          {t('support.loadErrorText')}
        </LoadFailure>
      ) : (
        <Card className="p-2 max-tablet:-mx-4 max-tablet:rounded-none" aria-busy={!isLoaded}>
          {isLoaded ? <CategoryRows categories={categories} onEdit={open} /> : <SkeletonRows count={4} />}
        </Card>
      )}
      <Dialog
        kind="sheet"
        title={t(edited ? 'category.edit' : 'category.add')}
        isOpen={isOpen}
        onClose={end}
        closeLabel={t('app.close')}
      >
        <CategoryForm key={edited?.key} category={edited} onDone={end} />
      </Dialog>
    </Page>
  );
}
