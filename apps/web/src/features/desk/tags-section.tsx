'use client';

import { useParley, useStore } from '@app/client/react';
import type { SupportTicketDto } from '@app/contracts';
import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { IconButton } from '@/ui/button';
import { Press } from '@/ui/press';
import { fieldBox } from '@/ui/text-field';
import { ChangeFault } from './change-fault';
import { useKnownTags } from './use-known-tags';
import { useTicketChange } from './use-ticket-change';

const TAG_MAX = 40;

/** Words that the desk sorts by; customers never see them. Written with Enter or a comma, or taken from those in use. */
export function TagsSection({ ticket }: { ticket: SupportTicketDto }) {
  const t = useTranslations('desk.tags');
  const { limits } = useParley();
  const max = useStore(limits, (state) => state.ticketTagsMax);
  const { change, isBusy, fault } = useTicketChange(ticket);
  const tags = ticket.desk?.tags ?? [];
  const mayChange = ticket.state !== 'closed' && !isBusy;
  // Nothing to read, and nothing to add.
  if (ticket.state === 'closed' && tags.length === 0) return null;
  return (
    <section>
      <h3 className="mb-2 text-sm">{t('title')}</h3>
      {tags.length > 0 && (
        <ul aria-label={t('title')} className="mb-2 flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <li
              key={tag}
              className="edge inline-flex min-h-7 max-w-full items-center gap-1 rounded-xs bg-hover ps-2.5 pe-1 text-xs font-name text-soft"
            >
              <bdi className="one-line">{tag}</bdi>
              <Press
                aria-label={t('remove', { tag })}
                isDisabled={!mayChange}
                onPress={() => void change({ tags: tags.filter((other) => other !== tag) })}
                className="grid size-6 place-items-center rounded-xs hover:text-ink"
              >
                <X aria-hidden className="size-3.5" />
              </Press>
            </li>
          ))}
        </ul>
      )}
      {ticket.state !== 'closed' && tags.length < max && (
        <TagField
          tags={tags}
          onAdd={(added) => void change({ tags: [...new Set([...tags, ...added])].slice(0, max) })}
        />
      )}
      <ChangeFault text={fault} />
    </section>
  );
}

function TagField({ tags, onAdd }: { tags: readonly string[]; onAdd: (added: string[]) => void }) {
  const t = useTranslations('desk.tags');
  const [text, setText] = useState('');
  const listId = useId();
  const known = useKnownTags().filter((tag) => !tags.includes(tag));
  const add = () => {
    const added = text
      .split(/[,،;]/)
      .map((word) => word.trim().toLocaleLowerCase())
      .filter((word) => word !== '');
    setText('');
    if (added.length > 0) onAdd(added);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
      className={`${fieldBox} min-h-9 ps-2.5`}
    >
      <input
        dir={text ? 'auto' : undefined}
        list={listId}
        value={text}
        maxLength={TAG_MAX}
        placeholder={t('add')}
        aria-label={t('add')}
        onChange={({ target }) => setText(target.value)}
        className="min-w-0 flex-1 self-stretch bg-transparent text-sm outline-none"
      />
      <datalist id={listId}>
        {known.map((tag) => (
          <option key={tag} value={tag} />
        ))}
      </datalist>
      <IconButton type="submit" label={t('add')} isDisabled={!text.trim()}>
        <Plus aria-hidden className="size-4" />
      </IconButton>
    </form>
  );
}
