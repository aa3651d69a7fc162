'use client';

import type { ArticleHitDto } from '@app/contracts';
import { FileText } from 'lucide-react';
import { CategoryTag } from '@/features/category/category-name';
import { marked } from '@/features/chat/search-hit';
import { Link } from '@/ui/link';

/** One article that was found, with the place in it where the words are. */
export function HitRow({ hit: { id, category, language, title, snippet } }: { hit: ArticleHitDto }) {
  return (
    <li>
      <Link
        href={`/help/${id}?lang=${language}`}
        className="ease grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 rounded-md px-3 py-3 text-inherit no-underline transition-colors hover:bg-hover"
      >
        <FileText aria-hidden className="mt-0.5 size-5 text-quiet" strokeWidth={1.75} />
        <span className="grid gap-1">
          <span className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
            <bdi lang={language} className="font-semibold wrap-anywhere">
              {title}
            </bdi>
            {category && <CategoryTag id={category} />}
          </span>
          <span lang={language} dir="auto" className="line-clamp-2 text-sm wrap-anywhere text-soft">
            {marked(snippet)}
          </span>
        </span>
      </Link>
    </li>
  );
}
