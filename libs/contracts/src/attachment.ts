export const ATTACHMENT_KINDS = ['image', 'file', 'voice'] as const;
export type AttachmentKind = (typeof ATTACHMENT_KINDS)[number];

/** What may be sent, by extension; the magic bytes must agree. Voice notes are the audio ones. */
export const ATTACHMENT_MIME_TYPES = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  pdf: 'application/pdf',
  txt: 'text/plain',
  webm: 'audio/webm',
  ogg: 'audio/ogg',
  m4a: 'audio/mp4',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
} as const;

/** How many bars the waveform of a voice note has at most; each 0 to 100. */
export const VOICE_PEAKS_MAX = 64;

/** A stored file. Its bytes are at GET /api/attachments/:id, for those who may read a message that carries it. */
export interface AttachmentDto {
  id: string;
  kind: AttachmentKind;
  /** The cleaned name the sender's device gave it; plain text, never a path. */
  name: string;
  mimeType: string;
  /** Bytes as stored, after metadata was removed. */
  size: number;
  /** Pixels as shown (orientation applied); null when it is no image. GET /api/attachments/:id/thumbnail exists when set. */
  width: number | null;
  height: number | null;
  /** A picture of a few pixels as a data URL, to show blurred until the thumbnail is there; null when it is no image. */
  placeholder: string | null;
  /** Voice notes: length and waveform. */
  durationMs: number | null;
  peaks: number[] | null;
}

/**
 * The form fields of POST /api/attachments (multipart/form-data), before its one file field `file`.
 * A repeated `uploadId` of the same person answers the attachment that the first one made.
 */
export interface UploadInput {
  /** A UUID made once by the client. */
  uploadId: string;
  /** `voice` needs an audio file and `peaks`; others are told apart by their bytes. Default `file`. */
  kind?: 'file' | 'voice';
  /** Voice: length in milliseconds, a string of digits in the form. */
  durationMs?: number;
  /** Voice: JSON array of at most VOICE_PEAKS_MAX integers 0 to 100. */
  peaks?: number[];
}

/** Path of the bytes, below the API's origin. */
export function attachmentPath(attachmentId: string): string {
  return `/api/attachments/${attachmentId}`;
}

/** Path of an image's small WebP (longest side 640 pixels). */
export function thumbnailPath(attachmentId: string): string {
  return `/api/attachments/${attachmentId}/thumbnail`;
}
