import { MessagesSquare } from 'lucide-react';

export function Logo() {
  return (
    <span className="grid size-9 place-items-center rounded-[0.7rem] bg-accent text-on-accent">
      <MessagesSquare aria-hidden className="size-5" strokeWidth={1.75} />
    </span>
  );
}
