import { type Doc, decode, encode } from './bson/value';
import { MongoError } from './errors';

const opReply = 1;
const opQuery = 2004;
const opMsg = 2013;
const checksumPresent = 1;
const moreToCome = 2;
const knownRequiredBits = checksumPresent | moreToCome;
const headerSize = 16;

/** The largest frame taken; the same as mongod announces. */
export const maxMessageSize = 48_000_000;

/** A frame that does not follow the protocol; its connection is closed, nobody else's. */
export class ProtocolError extends Error {}

export interface Request {
  requestId: number;
  command: Doc;
  /** Document sequences (OP_MSG kind 1), still encoded, by argument name. */
  sequences: Map<string, Buffer[]>;
  expectsReply: boolean;
  isLegacy: boolean;
  /** Why the command cannot be taken although its frame is whole. */
  refusal?: MongoError;
}

/** Cuts a connection's bytes into frames. */
export class FrameReader {
  private chunks: Buffer[] = [];
  private size = 0;

  /** Adds bytes and returns the frames that are now complete. */
  push(chunk: Buffer): Buffer[] {
    this.chunks.push(chunk);
    this.size += chunk.length;
    const frames: Buffer[] = [];
    while (this.size >= 4) {
      const first = this.joined(4);
      const length = first.readInt32LE(0);
      if (length < headerSize || length > maxMessageSize)
        throw new ProtocolError(`a message cannot have ${length} bytes`);
      if (this.size < length) break;
      const all = this.joined(length);
      frames.push(all.subarray(0, length));
      this.chunks = all.length > length ? [all.subarray(length)] : [];
      this.size -= length;
    }
    return frames;
  }

  private joined(needed: number): Buffer {
    const [first] = this.chunks as [Buffer];
    if (first.length >= needed) return first;
    const all = Buffer.concat(this.chunks);
    this.chunks = [all];
    return all;
  }
}

/** Reads one frame. Throws ProtocolError for bytes that are no message of ours. */
export function parseRequest(frame: Buffer): Request {
  try {
    const opCode = frame.readInt32LE(12);
    if (opCode === opMsg) return parseMsg(frame);
    if (opCode === opQuery) return parseQuery(frame);
    throw new ProtocolError(`operation code ${opCode} is not supported`);
  } catch (error) {
    if (error instanceof ProtocolError || error instanceof MongoError) throw error;
    throw new ProtocolError(`malformed message: ${(error as Error).message}`);
  }
}

function parseMsg(frame: Buffer): Request {
  const flags = frame.readUInt32LE(headerSize);
  if (flags & 0xffff & ~knownRequiredBits) throw new ProtocolError('unknown required flag bits');
  const end = flags & checksumPresent ? frame.length - 4 : frame.length;
  const sequences = new Map<string, Buffer[]>();
  let body: Buffer | undefined;
  let at = headerSize + 4;
  while (at < end) {
    const kind = frame[at];
    at += 1;
    if (kind === 0) {
      if (body) throw new ProtocolError('a message has one body');
      body = documentAt(frame, at, end);
      at += body.length;
    } else if (kind === 1) {
      const sectionEnd = at + frame.readInt32LE(at);
      if (sectionEnd > end || sectionEnd < at + 5) throw new ProtocolError('a section ends outside its message');
      const nameEnd = frame.indexOf(0, at + 4);
      if (nameEnd < 0 || nameEnd >= sectionEnd) throw new ProtocolError('a sequence has no name');
      const name = frame.toString('utf8', at + 4, nameEnd);
      const documents: Buffer[] = [];
      for (at = nameEnd + 1; at < sectionEnd; at += (documents.at(-1) as Buffer).length) {
        documents.push(documentAt(frame, at, sectionEnd));
      }
      if (sequences.has(name)) throw new ProtocolError('a sequence comes twice');
      sequences.set(name, documents);
    } else {
      throw new ProtocolError(`unknown section kind ${kind}`);
    }
  }
  if (!body) throw new ProtocolError('a message needs a body');
  const request = {
    requestId: frame.readInt32LE(4),
    command: {},
    sequences,
    expectsReply: (flags & moreToCome) === 0,
    isLegacy: false,
  };
  try {
    const command = decode(body);
    if ([...sequences.keys()].some((name) => name in command)) throw new ProtocolError('a field is also a sequence');
    return { ...request, command };
  } catch (error) {
    if (error instanceof MongoError) return { ...request, refusal: error };
    throw error;
  }
}

/** Drivers greet with OP_QUERY on `admin.$cmd`; nothing else is taken in this form. */
function parseQuery(frame: Buffer): Request {
  const nameEnd = frame.indexOf(0, headerSize + 4);
  if (nameEnd < 0) throw new ProtocolError('the query has no namespace');
  const namespace = frame.toString('utf8', headerSize + 4, nameEnd);
  const command = decode(documentAt(frame, nameEnd + 9, frame.length));
  const name = Object.keys(command)[0]?.toLowerCase();
  if (!namespace.endsWith('.$cmd') || (name !== 'hello' && name !== 'ismaster')) {
    throw new ProtocolError(`Unsupported OP_QUERY command: ${name}`);
  }
  command.$db = namespace.slice(0, -5);
  return { requestId: frame.readInt32LE(4), command, sequences: new Map(), expectsReply: true, isLegacy: true };
}

function documentAt(frame: Buffer, at: number, end: number): Buffer {
  const length = at + 5 <= end ? frame.readInt32LE(at) : -1;
  if (length < 5 || at + length > end) throw new ProtocolError('a document ends outside its message');
  return frame.subarray(at, at + length);
}

let lastRequestId = 0;

/** Frames an answer. `reply` is an encoded document or one to encode. */
export function formatReply(request: Request, reply: Doc | Buffer): Buffer {
  const body = Buffer.isBuffer(reply) ? reply : encode(reply);
  const extra = request.isLegacy ? 20 : 5;
  const frame = Buffer.allocUnsafe(headerSize + extra + body.length);
  lastRequestId = (lastRequestId + 1) & 0x7fffffff;
  frame.writeInt32LE(frame.length, 0);
  frame.writeInt32LE(lastRequestId, 4);
  frame.writeInt32LE(request.requestId, 8);
  frame.writeInt32LE(request.isLegacy ? opReply : opMsg, 12);
  frame.fill(0, headerSize, headerSize + extra);
  if (request.isLegacy) {
    frame.writeInt32LE(8, headerSize);
    frame.writeInt32LE(1, headerSize + 16);
  }
  body.copy(frame, headerSize + extra);
  return frame;
}

/** Encodes `{cursor: {<batchName>: [...], id, ns}, ok: 1}` around documents that are encoded already. */
export function formatCursorReply(batchName: string, batch: Buffer[], id: bigint, namespace: string): Buffer {
  const envelope = (name: string) => Buffer.from(`${name}\0`);
  const array = documentOf(batch.flatMap((document, index) => [Buffer.from([3]), envelope(String(index)), document]));
  const idField = Buffer.alloc(12);
  idField[0] = 0x12;
  idField.write('id\0', 1);
  idField.writeBigInt64LE(id, 4);
  const ns = Buffer.from(namespace);
  const nsLength = Buffer.alloc(4);
  nsLength.writeInt32LE(ns.length + 1);
  const cursor = documentOf([
    Buffer.from([4]),
    envelope(batchName),
    array,
    idField,
    Buffer.from([2]),
    envelope('ns'),
    nsLength,
    ns,
    Buffer.from([0]),
  ]);
  const ok = Buffer.alloc(12);
  ok[0] = 1;
  ok.write('ok\0', 1);
  ok.writeDoubleLE(1, 4);
  return documentOf([Buffer.from([3]), envelope('cursor'), cursor, ok]);
}

function documentOf(parts: Buffer[]): Buffer {
  const length = Buffer.alloc(4);
  const document = Buffer.concat([length, ...parts, Buffer.from([0])]);
  document.writeInt32LE(document.length, 0);
  return document;
}
