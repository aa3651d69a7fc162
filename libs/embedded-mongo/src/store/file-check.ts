import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Where LMDB (data format 2) keeps what is read here; sizes in bytes. */
const lmdb = { magic: 0xbeefc0de, version: 2, pageHeader: 24, metaLength: 168, isBranch: 1, isLeaf: 2 };
const inMeta = { magic: 24, version: 28, pageSize: 48, freeTree: 48, mainTree: 96, lastPage: 144, transaction: 152 };
const inTree = { depth: 6, root: 40 };
const inNode = { flags: 4, keyLength: 6, key: 8, isOnOtherPages: 1, isTree: 2 };
const noPage = 2n ** 64n - 1n;
const deepest = 32;

/**
 * Refuses a file that is not a database of this server or that is damaged where it shows cheaply, and changes nothing:
 * LMDB maps the file, so a page that is not there ends the whole process when it is touched. The branch pages of every
 * tree are read, about one in a hundred; all pages only when the file is shorter than its header says. It may be: pages at
 * the end that were freed before they were ever written are not part of it.
 * @param trees The names of the trees that this server makes.
 * @throws Error that names the file and the damage.
 */
export function checkDataFile(path: string, trees: string[]): void {
  const file = openSync(path, 'r');
  try {
    const stat = fstatSync(file);
    const { size } = stat;
    if (!stat.isFile()) throw new Error(`${path} is not a file`);
    // A server that was killed while it made the file leaves an empty one.
    if (size > 0) new FileCheck(path, file, size, trees).run();
  } finally {
    closeSync(file);
  }
}

class FileCheck {
  private pageSize = 0;

  constructor(
    private readonly path: string,
    private readonly file: number,
    private readonly size: number,
    private readonly trees: string[],
  ) {}

  run(): void {
    try {
      this.readAll();
    } catch (error) {
      // Offsets that point out of their page.
      if (error instanceof RangeError) throw this.refusal('is damaged');
      throw error;
    }
  }

  private readAll(): void {
    const first = this.readMeta(0);
    this.pageSize = first.readUInt32LE(inMeta.pageSize);
    if (![4096, 8192, 16384, 32768, 65536].includes(this.pageSize)) throw this.refusal('is damaged');
    const second = this.readMeta(this.pageSize);
    const meta =
      second.readBigUInt64LE(inMeta.transaction) > first.readBigUInt64LE(inMeta.transaction) ? second : first;
    const isShort = this.size < (Number(meta.readBigUInt64LE(inMeta.lastPage)) + 1) * this.pageSize;
    this.walk(meta.subarray(inMeta.freeTree), isShort);
    this.walk(meta.subarray(inMeta.mainTree), true, (name, tree) => {
      if (!tree || !this.trees.includes(name.replace('\0', ''))) throw this.refusal('was written by another program');
      this.walk(tree, isShort);
    });
  }

  private readMeta(at: number): Buffer {
    const meta = Buffer.alloc(lmdb.metaLength);
    const length = readSync(this.file, meta, 0, meta.length, at);
    if (length < meta.length || meta.readUInt32LE(inMeta.magic) !== lmdb.magic)
      throw this.refusal('is not a database of this server');
    const version = meta.readUInt32LE(inMeta.version) & 0xffff;
    if (version !== lmdb.version)
      throw this.refusal(`is of LMDB's format ${version}, this server reads ${lmdb.version}`);
    return meta;
  }

  /** Visits the branch pages of a tree and, if asked to, its leaves. */
  private walk(tree: Buffer, withLeaves: boolean, visit?: (key: string, tree: Buffer | undefined) => void): void {
    const root = tree.readBigUInt64LE(inTree.root);
    if (root !== noPage) this.walkPage(root, tree.readUInt16LE(inTree.depth), withLeaves, visit);
  }

  private walkPage(
    number: bigint,
    level: number,
    withLeaves: boolean,
    visit?: (key: string, tree: Buffer | undefined) => void,
  ): void {
    this.requirePages(number, 1n);
    if (level > deepest) throw this.refusal('is damaged');
    const isLeaf = level <= 1;
    if (isLeaf && !withLeaves) return;
    const page = Buffer.alloc(this.pageSize);
    readSync(this.file, page, 0, page.length, Number(number) * this.pageSize);
    const flags = page.readUInt16LE(18);
    const isSound = page.readBigUInt64LE(0) === number && (flags & (isLeaf ? lmdb.isLeaf : lmdb.isBranch)) !== 0;
    if (!isSound) throw this.refusal(`is damaged at page ${number}`);
    for (let at = lmdb.pageHeader; at < lmdb.pageHeader + page.readUInt16LE(20); at += 2) {
      const node = page.subarray(lmdb.pageHeader + page.readUInt16LE(at));
      if (isLeaf) this.checkLeafNode(node, visit);
      else this.walkPage(BigInt(node.readUIntLE(0, 6)), level - 1, withLeaves, visit);
    }
  }

  private checkLeafNode(node: Buffer, visit?: (key: string, tree: Buffer | undefined) => void): void {
    const flags = node.readUInt16LE(inNode.flags);
    const keyEnd = inNode.key + node.readUInt16LE(inNode.keyLength);
    const data = node.subarray(keyEnd);
    if (flags & inNode.isOnOtherPages) this.requirePages(data.readBigUInt64LE(0), data.readBigUInt64LE(16));
    visit?.(node.toString('latin1', inNode.key, keyEnd), flags & inNode.isTree ? data : undefined);
  }

  private requirePages(first: bigint, count: bigint): void {
    const end = Number(first + count) * this.pageSize;
    if (end > this.size) throw this.refusal(`has been cut short (${this.size} bytes, page ${first} is missing)`);
  }

  private refusal(why: string): Error {
    return new Error(`${this.path} ${why}; it was left untouched. Restore a backup or choose another directory`);
  }
}
