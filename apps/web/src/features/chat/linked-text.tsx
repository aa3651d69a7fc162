import { find } from 'linkifyjs';
import { Fragment, type ReactNode } from 'react';

const SAFE = /^(https?:|mailto:)/i;

/**
 * Only web and mail addresses become links: whatever else a sender wrote stays text.
 * A link is isolated and reads left to right, so that it cannot reorder the sentence around it.
 */
export default function LinkedText({ text }: { text: string }): ReactNode {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const link of find(text, { defaultProtocol: 'https' })) {
    if (!SAFE.test(link.href)) continue;
    parts.push(
      <Fragment key={`text${at}`}>{text.slice(at, link.start)}</Fragment>,
      <a
        key={`link${link.start}`}
        href={link.href}
        dir="ltr"
        target="_blank"
        rel="noopener noreferrer nofollow ugc"
        className="[unicode-bidi:isolate] text-inherit underline underline-offset-2"
      >
        {link.value}
      </a>,
    );
    at = link.end;
  }
  return at ? [...parts, <Fragment key="end">{text.slice(at)}</Fragment>] : text;
}
