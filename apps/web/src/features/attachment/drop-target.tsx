import { Upload } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { isolate } from '@/ui/text';

/** Over the chat while files are dragged above it. It takes no events: those belong to the pane below. */
export default function DropTarget({ name }: { name: string }) {
  const t = useTranslations('file');
  return (
    <div className="pointer-events-none absolute inset-0 z-10 grid place-items-center bg-canvas/85 p-4">
      <p className="grid h-full w-full place-content-center justify-items-center gap-3 rounded-lg border-2 border-dashed border-accent bg-accent-soft text-md font-name text-accent-text">
        <Upload aria-hidden className="size-8" />
        {t('dropHere', { name: isolate(name) })}
      </p>
    </div>
  );
}
