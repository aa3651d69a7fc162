'use client';

import { Plus, Tag } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { MenuItem } from '@/ui/menu';
import { TextField } from '@/ui/text-field';
import { BulkMenu, type BulkPart } from './bulk-menu';
import { useKnownTags } from './use-known-tags';

const TAG_MAX = 40;
const NEW = 'new';

/** A tag of those in use, or a new one. */
export function BulkTag({ apply, isDisabled }: BulkPart) {
  const t = useTranslations();
  const tags = useKnownTags();
  const [isWriting, setIsWriting] = useState(false);
  const [text, setText] = useState('');
  const add = (tag: string) => apply([{ kind: 'addTag', tag }]);
  const end = () => {
    setIsWriting(false);
    setText('');
  };
  return (
    <>
      <BulkMenu
        label={t('desk.tags.add')}
        icon={Tag}
        isDisabled={isDisabled}
        // A tag may be called anything, so its key tells it from the item below
        onAction={(key) => (key === NEW ? setIsWriting(true) : add(key.slice(1)))}
      >
        {tags.map((tag) => (
          <MenuItem key={tag} id={`#${tag}`} textValue={tag}>
            <bdi>{tag}</bdi>
          </MenuItem>
        ))}
        <MenuItem id={NEW} icon={Plus}>
          {t('desk.bulk.newTag')}
        </MenuItem>
      </BulkMenu>
      <Dialog title={t('desk.tags.add')} isOpen={isWriting} onClose={end} closeLabel={t('app.close')}>
        <Form
          className="grid gap-4 px-5 pb-5"
          onSubmit={(event) => {
            event.preventDefault();
            if (!text.trim()) return;
            add(text.trim().toLocaleLowerCase());
            end();
          }}
        >
          <TextField autoFocus label={t('desk.tag')} dir="auto" maxLength={TAG_MAX} value={text} onChange={setText} />
          <footer className="flex justify-end gap-2">
            <Button onPress={end}>{t('app.cancel')}</Button>
            <Button type="submit" variant="primary" isDisabled={!text.trim()}>
              {t('desk.tags.add')}
            </Button>
          </footer>
        </Form>
      </Dialog>
    </>
  );
}
