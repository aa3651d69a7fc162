'use client';

import { CircleAlert } from 'lucide-react';

/** The region is always there, so that readers hear its text when it comes. */
export function FormError({ text }: { text: string | null }) {
  return (
    <div role="alert">
      {text && (
        <p className="flex items-center gap-2 rounded-sm bg-danger-soft px-3 py-2.5 text-sm text-danger">
          <CircleAlert aria-hidden className="size-4 flex-none" />
          {text}
        </p>
      )}
    </div>
  );
}
