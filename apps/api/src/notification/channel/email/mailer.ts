/** A letter, ready to go. */
export interface Letter {
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
  /** The same again when the same letter is sent again, so that mail programs may notice. */
  messageId: string;
}

/** It will not be taken, now or later. */
export class LetterRefused extends Error {}

/** Where letters leave. Throws `LetterRefused`, or anything else when it may work later. */
export abstract class Mailer {
  abstract send(letter: Letter): Promise<void>;
}
