import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { attachmentPath } from '@app/contracts';
import { buildPicture } from '../testing/build-picture';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, type HttpAnswer, type TestPerson } from '../testing/test-person';

const LIMIT = 300_000;

/** The answers to bad uploads; none of them leaves anything behind. */
describe('an upload that is refused', () => {
  let server: TestApp;
  let amel: TestPerson;
  let png: Buffer;
  let jpeg: Buffer;

  beforeAll(async () => {
    server = await startTestApp({ limits: { attachmentMaxBytes: LIMIT, attachmentMaxPixels: 1_000_000 } });
    amel = await buildPerson(server, { name: 'Amel' });
    png = await buildPicture();
    jpeg = await buildPicture({}, (picture) => picture.jpeg());
  });

  afterAll(async () => {
    expect(await readdir(join(server.filesDir, 'incoming'))).toEqual([]);
    await server.stop();
  });

  const outcome = ({ status, body }: HttpAnswer<unknown>) => [status, body.success ? null : body.error.code];
  const send = async (bytes: Uint8Array, name: string, fields: Record<string, string> = {}) =>
    outcome(await amel.uploadForm({ uploadId: randomUUID(), ...fields }, [{ bytes, name }]));

  /** A body as it is, whatever it is. */
  const sendRaw = async (body: string, contentType: string) => {
    const headers = { authorization: `Bearer ${amel.session.accessToken}`, 'content-type': contentType };
    const response = await fetch(`${server.url}/api/attachments`, { method: 'POST', headers, body });
    return outcome({ status: response.status, body: await response.json(), headers: response.headers });
  };
  const part = (name: string, content: string, more = '') =>
    `--b\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\n${content}\r\n`;

  it('is larger than allowed (B61)', async () => {
    expect(await send(Buffer.alloc(LIMIT, 'a'), 'notes.txt')).toEqual([200, null]);
    expect(await send(Buffer.alloc(LIMIT + 1, 'a'), 'notes.txt')).toEqual([413, 'TOO_LARGE']);
    expect(await send(Buffer.alloc(LIMIT * 2, 'a'), 'notes.txt')).toEqual([413, 'TOO_LARGE']);
  });

  it('is no form as it should be (B62)', async () => {
    const file = { bytes: png, name: 'a.png' };
    const uploadId = randomUUID();
    expect(outcome(await amel.uploadForm({ uploadId }, [{ ...file, field: 'picture' }]))).toEqual([400, 'VALIDATION']);
    expect(outcome(await amel.uploadForm({ uploadId }, [file, file]))).toEqual([400, 'VALIDATION']);
    expect(outcome(await amel.uploadForm({ uploadId, 'a[b][c]': 'd' }, [file]))).toEqual([400, 'VALIDATION']);
    expect(outcome(await amel.uploadForm({ uploadId, ownerId: amel.id }, [file]))).toEqual([400, 'VALIDATION']);
    expect(outcome(await amel.uploadForm({ uploadId, ['__proto__']: 'x' }, [file]))).toEqual([400, 'VALIDATION']);
    expect(outcome(await amel.uploadForm({ uploadId, constructor: 'x' }, [file]))).toEqual([400, 'VALIDATION']);
    expect(await sendRaw('--b--', 'multipart/form-data')).toEqual([400, 'VALIDATION']);
    expect(await sendRaw(part('uploadId', uploadId), 'multipart/form-data; boundary=b')).toEqual([400, 'VALIDATION']);
    const cut = `${part('uploadId', uploadId)}--b\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\ncut`;
    expect(await sendRaw(cut, 'multipart/form-data; boundary=b')).toEqual([400, 'VALIDATION']);
    expect(await sendRaw('uploadId=1', 'application/x-www-form-urlencoded')).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
    expect(await sendRaw('{}', 'application/json')).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  it('has no file, or an empty one (B63, B68)', async () => {
    expect(outcome(await amel.uploadForm({ uploadId: randomUUID() }, []))).toEqual([400, 'VALIDATION']);
    expect(await send(Buffer.alloc(0), 'empty.txt')).toEqual([400, 'VALIDATION']);
    const text = `${part('uploadId', randomUUID())}${part('file', 'a text field')}--b--\r\n`;
    expect(await sendRaw(text, 'multipart/form-data; boundary=b')).toEqual([400, 'VALIDATION']);
  });

  it.each([
    ['no uploadId', { uploadId: 'x' }],
    ['a kind that is none', { kind: 'image' }],
    ['a voice note without its length', { kind: 'voice', peaks: '[1]' }],
    ['a voice note without peaks', { kind: 'voice', durationMs: '1000' }],
    ['peaks that are too many', { kind: 'voice', durationMs: '1000', peaks: JSON.stringify(Array(65).fill(1)) }],
    ['peaks that are too high', { kind: 'voice', durationMs: '1000', peaks: '[101]' }],
    ['peaks that are no list', { kind: 'voice', durationMs: '1000', peaks: '{"length":1}' }],
    ['a voice note that is too long', { kind: 'voice', durationMs: '300001', peaks: '[1]' }],
  ])('says %s', async (_what, fields) => {
    expect(await send(png, 'a.png', fields)).toEqual([400, 'VALIDATION']);
  });

  it.each<[string, () => Buffer, string]>([
    ['a page named a picture (B64)', () => Buffer.from('<!doctype html><script>alert(1)</script>'), 'a.png'],
    ['a picture named another', () => png, 'a.jpg'],
    ['SVG (B65)', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'a.svg'],
    ['SVG named text', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'a.txt'],
    ['a page', () => Buffer.from('<html></html>'), 'a.html'],
    ['SVG with its XML named text', () => Buffer.from('<?xml version="1.0"?><svg/>'), 'a.txt'],
    ['a page named text', () => Buffer.from('\ufeff \n<HTML><body>'), 'a.txt'],
    ['a program', () => Buffer.from('MZ\x90\0'), 'setup.exe'],
    ['a program named text', () => Buffer.from('#!/bin/sh\nrm -rf /'), 'a.txt'],
    ['a double extension', () => png, 'holiday.exe.png'],
    ['another double extension', () => png, 'holiday.png.html'],
    ['a direction that is turned', () => png, 'photo\u202egnp.exe'],
    ['an unknown extension', () => png, 'a.docx'],
    ['text in an old alphabet', () => Buffer.from([0xe3, 0xd1, 0xcd, 0xc8, 0xc7]), 'a.txt'],
    ['bytes named text', () => Buffer.from('text\0with zero'), 'a.txt'],
    ['a picture with a page behind it', () => Buffer.concat([png, Buffer.from('<html><script>1</script>')]), 'a.png'],
    ['a picture with a program behind it', () => Buffer.concat([jpeg, Buffer.from('MZ\x90\0')]), 'a.jpg'],
    ['a picture with a PDF behind it', () => Buffer.concat([jpeg, Buffer.from('%PDF-1.7')]), 'a.jpg'],
    ['a picture that is an archive too', () => Buffer.concat([png, zipEnd('')]), 'a.png'],
    ['a PDF that is an archive too', () => Buffer.concat([pdf(), zipEnd('with a comment')]), 'a.pdf'],
    ['a PDF that is a page too', () => Buffer.concat([Buffer.from('%PDF-1.7\n<script>1</script>'), pdf()]), 'a.pdf'],
    ['a picture cut off', () => jpeg.subarray(0, jpeg.length / 2), 'a.jpg'],
    ['a PNG without its end', () => png.subarray(0, -12), 'a.png'],
    ['a film named a sound', () => mp4('vide'), 'a.m4a'],
    ['a picture as a voice note', () => png, 'voice.png'],
  ])('is %s: 415', async (what, bytes, name) => {
    const voice = { kind: 'voice', durationMs: '1000', peaks: '[1]' };
    expect(await send(bytes(), name, what.includes('voice') ? voice : {})).toEqual([415, 'FILE_TYPE']);
  });

  it('would be too large in memory: the header alone says so', async () => {
    const wide = await buildPicture({ width: 2_000, height: 501 });
    expect(wide.length).toBeLessThan(20_000);
    expect(await send(wide, 'wide.png')).toEqual([413, 'TOO_LARGE']);
    expect(await send(await buildPicture({ width: 2_000, height: 500 }), 'wide.png')).toEqual([200, null]);
  });

  it.each([
    ['../../etc/passwd', 'passwd.png'],
    ['..\\..\\windows\\win.png', 'win.png'],
    ['CON.png', '_CON.png'],
    ['nul', '_nul.png'],
    ['a\r\nset-cookie: b.png', 'aset-cookie_ b.png'],
    [`${'x'.repeat(300)}.png`, `${'x'.repeat(200)}.png`],
    [`${'م'.repeat(300)}.png`, `${'م'.repeat(100)}.png`],
    ['صورة الدراجة.png', 'صورة الدراجة.png'],
    ['a<b>"c".PNG', 'a_b__c_.PNG'],
    ['...', 'file.png'],
  ])('has its name cleaned, never taken for a path (B67): %j', async (given, name) => {
    const picture = await amel.upload(png, given);
    expect(picture.name).toBe(name);
    const served = await amel.download(attachmentPath(picture.id));
    expect(served.headers.get('content-disposition')).toContain(`filename*=UTF-8''${encodeURIComponent(name)}`);
    expect(served.headers.get('content-disposition')).not.toMatch(/[\r\n/\\]/);
  });

  it('is broken off: nothing stays, and the server goes on', async () => {
    const port = Number(new URL(server.url).port);
    const socket = connect(port, '127.0.0.1');
    const lines = [
      'POST /api/attachments HTTP/1.1',
      `host: 127.0.0.1:${port}`,
      `authorization: Bearer ${amel.session.accessToken}`,
      'content-type: multipart/form-data; boundary=b',
      'content-length: 200000',
      '',
      `--b\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\n${'a'.repeat(100_000)}`,
    ];
    const files = () => readdir(join(server.filesDir, 'incoming'));
    socket.write(lines.join('\r\n'));
    while ((await files()).length === 0);
    socket.destroy();
    while ((await files()).length > 0);
    expect(await send(png, 'a.png')).toEqual([200, null]);
  });
});

const pdf = () => Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n');

/** The last record of an archive, up to the end of the file. */
function zipEnd(comment: string): Buffer {
  const record = Buffer.alloc(22);
  record.write('PK\x05\x06', 'latin1');
  record.writeUInt16LE(comment.length, 20);
  return Buffer.concat([record, Buffer.from(comment)]);
}

/** As much of an ISO media file as says what its track holds. */
function mp4(handler: string): Buffer {
  const type = Buffer.from('\0\0\0\x18ftypM4A \0\0\0\0M4A mp42', 'latin1');
  return Buffer.concat([type, Buffer.from(`\0\0\0\x20hdlr\0\0\0\0\0\0\0\0${handler}${'\0'.repeat(12)}`, 'latin1')]);
}
