import type { AttachmentDto } from '@app/contracts';
import type { Entry } from '../chat/timeline';

/** A file of a message, stored or on its way. */
export interface Shown extends Omit<AttachmentDto, 'id'> {
  /** The same before and after the message is stored. */
  key: string;
  /** On the server; null until it is there. */
  id: string | null;
  /** The bytes, while this device has them. */
  file: Blob | null;
}

export function shownOf({ message, pending }: Entry): Shown[] {
  if (message)
    return message.attachments.map(({ id, ...shown }, index) => ({ ...shown, key: `${index}`, id, file: null }));
  return (pending?.attachments ?? []).map(({ attachmentId: id, ...shown }, index) => ({
    ...shown,
    key: `${index}`,
    id,
  }));
}
