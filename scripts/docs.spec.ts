import { readFileSync } from 'node:fs';
import path from 'node:path';

const read = (file: string) => readFileSync(path.resolve(__dirname, '..', file), 'utf8');

/** The rows of the mapping tables: cells without the outer bars; a bar inside a cell is written `\|`. */
function seedRows(): string[][] {
  const mapping = read('docs/seeds.md').split('## Faults that did not come with us')[0] ?? '';
  return mapping
    .split('\n')
    .filter((line) => line.startsWith('|') && !line.startsWith('|---') && !line.startsWith('| seed item'))
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    );
}

describe('docs/seeds.md', () => {
  it('says of every item what became of it', () => {
    const rows = seedRows();
    expect(rows.length).toBeGreaterThan(300);
    expect(rows.filter((row) => row.length !== 4)).toEqual([]);
    expect(rows.filter(([item, ours]) => item === '' || ours === '')).toEqual([]);
    expect(rows.filter((row) => row[3] !== 'done' && row[3] !== 'planned')).toEqual([]);
  });

  it('does not call a command done that the contract calls planned', () => {
    const list = /PLANNED_COMMANDS = \[([^\]]*)\]/.exec(read('libs/contracts/src/event.ts'))?.[1] ?? '';
    const planned = [...list.matchAll(/'(\w+)'/g)].map((match) => match[1] ?? '');
    const untrue = seedRows().filter(
      (row) => row[3] === 'done' && planned.some((name) => row[1]?.includes(`\`${name}\``)),
    );
    expect(untrue).toEqual([]);
  });
});
