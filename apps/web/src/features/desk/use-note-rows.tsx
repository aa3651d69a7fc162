'use client';

import { useMemo } from 'react';
import type { SideRow } from '@/features/chat/timeline';
import { NoteRow } from './note-row';
import { useNotes } from './use-desk';

/** The notes of a ticket, to be set among its messages. */
export function useNoteRows(ticketId: string): readonly SideRow[] {
  const { notes } = useNotes(ticketId);
  return useMemo(
    () => notes.map((note) => ({ key: `note:${note.id}`, at: note.createdAt, content: <NoteRow note={note} /> })),
    [notes],
  );
}
