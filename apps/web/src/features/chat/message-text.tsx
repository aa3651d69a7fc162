import { find } from 'linkifyjs';
import { Fragment, memo, type ReactNode } from 'react';

const SAFE = /^(https?:|mailto:)/i;

/**
 * Plain text with its links. Only web and mail addresses become links: whatever else a sender wrote stays text.
 * A link is isolated and reads left to right, so that it cannot reorder the sentence around it.
 */
export const MessageText = memo(function MessageText({ text }: { text: string }) {
  return linkParts(text);
});

function linkParts(text: string): ReactNode {
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
