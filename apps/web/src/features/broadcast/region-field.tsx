'use client';

import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Tag, TagGroup, TagList } from 'react-aria-components/TagGroup';
import { IconButton } from '@/ui/button';
import { TextField } from '@/ui/text-field';
import { REGION_MAX, REGIONS_MAX } from './broadcast-draft';

interface RegionFieldProps {
  value: readonly string[];
  onChange: (value: string[]) => void;
}

/** Regions as the marketplace writes them in its profiles: free words, added with Enter or a comma. */
export function RegionField({ value, onChange }: RegionFieldProps) {
  const t = useTranslations('broadcast');
  const [text, setText] = useState('');

  const add = (written: string) => {
    const words = written
      .split(/[,،;]/)
      .map((word) => word.trim())
      .filter((word) => word !== '' && [...word].length <= REGION_MAX);
    onChange([...new Set([...value, ...words])].slice(0, REGIONS_MAX));
    setText('');
  };

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <TextField
        label={t('regions')}
        hint={t('regionsHint')}
        dir="auto"
        value={text}
        maxLength={REGION_MAX}
        onChange={(next) => (/[,،;]/.test(next) ? add(next) : setText(next))}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          if (text.trim()) add(text);
        }}
        onBlur={() => {
          if (text.trim()) add(text);
        }}
        end={
          <IconButton label={t('addRegion')} isDisabled={!text.trim()} onPress={() => add(text)}>
            <Plus aria-hidden className="size-4" />
          </IconButton>
        }
      />
      {value.length > 0 && (
        <TagGroup
          aria-label={t('chosenRegions')}
          onRemove={(keys) => onChange(value.filter((region) => !keys.has(region)))}
        >
          <TagList className="flex flex-wrap gap-1.5">
            {value.map((region) => (
              <Tag
                key={region}
                id={region}
                textValue={region}
                className="inline-flex min-h-7 items-center gap-1 rounded-xs bg-accent-soft ps-2.5 pe-1 text-sm font-medium text-accent-text outline-offset-2 touch:min-h-9"
              >
                <bdi>{region}</bdi>
                <AriaButton
                  slot="remove"
                  aria-label={t('removeRegion', { region })}
                  className="grid size-6 place-items-center rounded-xs hover:bg-accent-line"
                >
                  <X aria-hidden className="size-3.5" />
                </AriaButton>
              </Tag>
            ))}
          </TagList>
        </TagGroup>
      )}
    </div>
  );
}
