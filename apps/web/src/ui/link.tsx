'use client';

import { useRouter } from 'next/navigation';
import type { ComponentProps, MouseEvent } from 'react';

export interface LinkProps extends ComponentProps<'a'> {
  /** A path of this app. */
  href: string;
}

/**
 * A link to a page of this app, without reloading. Next's own would bring 4 KB along, and ask the server for every
 * row of a list as soon as it can be seen; our pages are made per request, so there is nothing to have ready.
 */
export function Link({ href, onClick, ...props }: LinkProps) {
  const router = useRouter();
  return (
    <a
      {...props}
      href={href}
      onClick={(event) => {
        onClick?.(event);
        if (event.defaultPrevented || isForBrowser(event)) return;
        event.preventDefault();
        router.push(href);
      }}
    />
  );
}

/** Asked for in another tab or window, or as a download. */
function isForBrowser({ metaKey, ctrlKey, shiftKey, altKey, currentTarget }: MouseEvent<HTMLAnchorElement>): boolean {
  const { target } = currentTarget;
  return metaKey || ctrlKey || shiftKey || altKey || (target !== '' && target !== '_self');
}
