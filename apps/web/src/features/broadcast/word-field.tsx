'use client';

import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Tag, TagGroup, TagList } from 'react-aria-components/TagGroup';
import { IconButton } from '@/ui/button';
import { Press } from '@/ui/press';
import { TextField } from '@/ui/text-field';
import { WORD_MAX, WORDS_MAX } from './broadcast-draft';

/** Words that are offered at once; the others are found by writing them. */
const OFFERED_MAX = 12;

interface WordFieldProps {
  /** Names its texts. */
  kind: 'regions' | 'tags' | 'excludedTags';
  value: readonly string[];
  onChange: (value: string[]) => void;
  /** Words that people have. */
  known: readonly string[];
}

/** Regions or tags as the marketplace writes them: chosen from those that are there, or written, with Enter or a comma. */
export function WordField({ kind, value, onChange, known }: WordFieldProps) {
  const t = useTranslations(`broadcast.words.${kind}`);
  const [text, setText] = useState('');
  const wanted = text.trim().toLocaleLowerCase();
  const offered = known
    .filter((word) => !value.includes(word) && word.toLocaleLowerCase().startsWith(wanted))
    .slice(0, OFFERED_MAX);

  const add = (written: string) => {
    const words = written
      .split(/[,،;]/)
      .map((word) => word.trim())
      .filter((word) => word !== '' && [...word].length <= WORD_MAX);
    onChange([...new Set([...value, ...words])].slice(0, WORDS_MAX));
    setText('');
  };

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <TextField
        label={t('label')}
        hint={t('hint')}
        dir="auto"
        value={text}
        maxLength={WORD_MAX}
        onChange={(next) => (/[,،;]/.test(next) ? add(next) : setText(next))}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          if (text.trim()) add(text);
        }}
        end={
          <IconButton label={t('add')} isDisabled={!text.trim()} onPress={() => add(text)}>
            <Plus aria-hidden className="size-4" />
          </IconButton>
        }
      />
      {value.length > 0 && (
        <TagGroup aria-label={t('chosen')} onRemove={(keys) => onChange(value.filter((word) => !keys.has(word)))}>
          <TagList className="flex flex-wrap gap-1.5">
            {value.map((word) => (
              <Tag
                key={word}
                id={word}
                textValue={word}
                className="inline-flex min-h-7 items-center gap-1 rounded-xs bg-accent-soft ps-2.5 pe-1 text-sm font-medium text-accent-text outline-offset-2 touch:min-h-9"
              >
                <bdi>{word}</bdi>
                <AriaButton
                  slot="remove"
                  aria-label={t('remove', { word })}
                  className="grid size-6 place-items-center rounded-xs hover:bg-accent-line"
                >
                  <X aria-hidden className="size-3.5" />
                </AriaButton>
              </Tag>
            ))}
          </TagList>
        </TagGroup>
      )}
      {offered.length > 0 && (
        <ul aria-label={t('offered')} className="flex flex-wrap gap-1.5">
          {offered.map((word) => (
            <li key={word}>
              <Press
                onPress={() => add(word)}
                className="edge ease inline-flex min-h-7 items-center gap-1 rounded-xs border border-line px-2 text-sm text-soft transition-colors touch:min-h-9 hover:bg-hover"
              >
                <Plus aria-hidden className="size-3" />
                <bdi>{word}</bdi>
              </Press>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
