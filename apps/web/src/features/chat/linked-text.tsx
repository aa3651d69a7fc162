import type { MentionDto } from '@app/contracts';
import { find } from 'linkifyjs';
import { Fragment, type ReactNode } from 'react';
import { MentionMark } from './mention-mark';

const SAFE = /^(https?:|mailto:)/i;

interface LinkedTextProps {
  text: string;
  mentions?: readonly MentionDto[];
}

/** A text with what leads somewhere in it, and with those it speaks to. */
export default function LinkedText({ text, mentions = [] }: LinkedTextProps): ReactNode {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { userId, from, to } of mentions) {
    parts.push(
      <Fragment key={`text${at}`}>{linked(text.slice(at, from))}</Fragment>,
      <MentionMark key={`mention${from}`} userId={userId} text={text.slice(from, to)} />,
    );
    at = to;
  }
  return at ? [...parts, <Fragment key="end">{linked(text.slice(at))}</Fragment>] : linked(text);
}

/**
 * Only web and mail addresses become links: whatever else a sender wrote stays text.
 * A link is isolated and reads left to right, so that it cannot reorder the sentence around it.
 */
function linked(text: string): ReactNode {
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
