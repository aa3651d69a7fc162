import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { startS3 } from '../testing/test-s3';
import { DiskStore } from './disk-store';
import type { FileStore } from './file-store';
import { S3Store } from './s3-store';

interface Opened {
  store: FileStore;
  close(): Promise<void>;
}

async function openDisk(dir: string): Promise<Opened> {
  return { store: new DiskStore(join(dir, 'files')), close: async () => undefined };
}

async function openS3(dir: string): Promise<Opened> {
  const { config, close } = await startS3(dir);
  return { store: new S3Store(config), close };
}

describe.each([
  ['DiskStore', openDisk],
  ['S3Store', openS3],
])('%s', (_name, open) => {
  let dir: string;
  let opened: Opened;

  const put = async (key: string, content: string) => {
    const path = join(dir, randomUUID());
    await writeFile(path, content);
    await opened.store.put(key, path, 'text/plain');
  };
  const read = async (key: string, range?: { start: number; end: number }) =>
    (await buffer(await opened.store.get(key, range))).toString();

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'parley-store-'));
    opened = await open(dir);
  });

  afterAll(async () => {
    await opened?.close();
    await rm(dir, { recursive: true, force: true });
  });

  it('gives back what was put, whole or in part', async () => {
    const key = randomUUID();
    await put(key, 'a small file');
    expect(await read(key)).toBe('a small file');
    expect(await read(key, { start: 2, end: 6 })).toBe('small');
    expect(await read(key, { start: 11, end: 11 })).toBe('e');
  });

  it('replaces what is put again under its key', async () => {
    const key = randomUUID();
    await put(key, 'first');
    await put(key, 'second');
    expect(await read(key)).toBe('second');
  });

  it('says GONE for what is not there, and deletes it all the same', async () => {
    const key = randomUUID();
    await put(key, 'soon gone');
    await opened.store.delete(key);
    await expect(opened.store.get(key)).rejects.toMatchObject({ code: 'GONE' });
    await expect(opened.store.delete(key)).resolves.toBeUndefined();
  });
});

describe(DiskStore.name, () => {
  it('takes no key that is a way out of its folder', async () => {
    const store = new DiskStore(tmpdir());
    await expect(store.get('../../etc/passwd')).rejects.toThrow('Not a key');
    await expect(store.put('/etc/passwd', __filename)).rejects.toThrow('Not a key');
    expect(await readFile(__filename, 'utf8')).toContain('a way out');
  });
});

describe(S3Store.name, () => {
  const at = (url: string, bucket = 'parley') =>
    new S3Store({ endpoint: new URL(url), bucket, region: 'us-east-1', accessKey: 'a', secretKey: 'b' });

  it('says UNAVAILABLE, which is tried again, when nobody answers', async () => {
    await expect(at('http://127.0.0.1:9').get('key')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});
