import type { AttachmentDto } from '@app/contracts';
import type { Attachment } from './attachment.schema';

export function toAttachmentDto(attachment: Attachment): AttachmentDto {
  const { _id, kind, name, mimeType, size, width, height, placeholder, durationMs, peaks } = attachment;
  return { id: _id.toHexString(), kind, name, mimeType, size, width, height, placeholder, durationMs, peaks };
}
