import { createHash } from 'node:crypto';

/** Finds the guest of a repeated request: whoever knows the id that their client made, and the address that was typed with it. */
export function guestKeyOf(clientMsgId: string, email: string): string {
  return createHash('sha256').update(`guest\n${clientMsgId.toLowerCase()}\n${email}`).digest('base64url');
}

/** The id of the first message, which the desk sees: it gives away nothing of the key. */
export function messageIdOf(guestKey: string): string {
  const bytes = createHash('sha256').update(`message\n${guestKey}`).digest().subarray(0, 16);
  // Version 8 of RFC 9562: made in a way of our own.
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
