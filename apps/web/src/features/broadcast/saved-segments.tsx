'use client';

import { ParleyError } from '@app/client';
import { useParley } from '@app/client/react';
import { Bookmark, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useErrorText } from '@/i18n/use-error-text';
import { Button } from '@/ui/button';
import { Press } from '@/ui/press';
import { TextField } from '@/ui/text-field';
import { audienceOf, type BroadcastDraft, conditionsOf } from './broadcast-draft';
import type { Choices } from './use-choices';

const NAME_MAX = 80;

interface SavedSegmentsProps {
  draft: BroadcastDraft;
  onChange: (part: Partial<BroadcastDraft>) => void;
  choices: Choices;
}

/** Conditions under a name: one press fills them in, and the present ones can be kept. */
export function SavedSegments({ draft, onChange, choices: { segments, reload } }: SavedSegmentsProps) {
  const t = useTranslations('broadcast.saved');
  const { rest } = useParley();
  const errorText = useErrorText();
  const [name, setName] = useState<string | null>(null);
  const [error, setError] = useState<ParleyError | null>(null);
  const audience = audienceOf(draft);

  const run = async (work: () => Promise<unknown>) => {
    setError(null);
    try {
      await work();
      setName(null);
      await reload();
    } catch (thrown) {
      if (!(thrown instanceof ParleyError)) throw thrown;
      setError(thrown);
    }
  };
  const save = () => run(() => rest.segments.save({ name: name?.trim() ?? '', audience }));

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {segments.length > 0 && (
        <ul aria-label={t('list')} className="flex flex-wrap gap-1.5">
          {segments.map((segment) => (
            <li
              key={segment.id}
              className="edge inline-flex max-w-full items-center rounded-full bg-support-soft text-support"
            >
              <Press
                onPress={() => onChange({ ...conditionsOf(segment.audience), audienceKind: 'segment' })}
                className="inline-flex min-h-8 min-w-0 items-center gap-1.5 rounded-full ps-3 pe-1 text-sm font-medium touch:min-h-11"
              >
                <Bookmark aria-hidden className="size-3.5 flex-none" />
                <bdi className="one-line">{segment.name}</bdi>
              </Press>
              <Press
                aria-label={t('remove', { name: segment.name })}
                onPress={() => void run(() => rest.segments.remove(segment.id))}
                className="grid size-8 flex-none place-items-center rounded-full hover:bg-hover touch:size-11"
              >
                <X aria-hidden className="size-3.5" />
              </Press>
            </li>
          ))}
        </ul>
      )}
      {name === null ? (
        <Button
          size="sm"
          variant="link"
          className="justify-self-start"
          isDisabled={Object.keys(audience).length === 0}
          onPress={() => setName('')}
        >
          {t('keep')}
        </Button>
      ) : (
        <TextField
          label={t('name')}
          hint={t('nameHint')}
          dir="auto"
          autoFocus
          value={name}
          maxLength={NAME_MAX}
          onChange={setName}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setName(null);
            if (event.key === 'Enter' && name.trim()) void save();
          }}
          end={
            <Button size="sm" isDisabled={!name.trim()} onPress={() => void save()}>
              {t('save')}
            </Button>
          }
        />
      )}
      <p role="alert" className="text-sm text-danger empty:hidden">
        {error && t('failed', { reason: errorText(error.code) })}
      </p>
    </div>
  );
}
