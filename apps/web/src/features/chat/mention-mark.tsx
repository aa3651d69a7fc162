import { useContext } from 'react';
import { ChatContext } from './chat-context';

interface MentionMarkProps {
  userId: string;
  text: string;
}

/**
 * Somebody a message speaks to, isolated so that the name cannot reorder the sentence. As wide as the plain text was: a message
 * must not change its height when the code for this arrives. The reader's own name stands out.
 */
export function MentionMark({ userId, text }: MentionMarkProps) {
  const scope = useContext(ChatContext);
  if (scope?.me.id === userId) {
    return (
      <mark dir="auto" className="rounded-xs bg-accent box-decoration-clone text-on-accent [unicode-bidi:isolate]">
        {text}
      </mark>
    );
  }
  return (
    <bdi
      title={scope?.nameOf(userId)}
      className="rounded-xs bg-[color-mix(in_oklab,currentColor_13%,transparent)] box-decoration-clone"
    >
      {text}
    </bdi>
  );
}
