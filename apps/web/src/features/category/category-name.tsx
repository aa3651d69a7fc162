'use client';

import { Tag } from '@/ui/tag';
import { useCategoryLabel } from './use-categories';

/** What a ticket or an article is about, among other words. Written by an admin, so in a direction of its own. */
export function CategoryName({ id }: { id: string }) {
  return <bdi>{useCategoryLabel(id)}</bdi>;
}

/** The same as a tag; a long one is cut. */
export function CategoryTag({ id }: { id: string }) {
  return (
    <Tag>
      <bdi className="one-line max-w-48">{useCategoryLabel(id)}</bdi>
    </Tag>
  );
}
