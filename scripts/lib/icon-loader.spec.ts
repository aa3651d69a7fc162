import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const iconLoader: (this: { resourcePath: string }, source: string) => string = require('./icon-loader.cjs');
const ICONS = path.resolve(__dirname, '../../node_modules/lucide-react/dist/esm/icons');

const load = (file: string) => {
  const resourcePath = path.join(ICONS, file);
  return iconLoader.call({ resourcePath }, readFileSync(resourcePath, 'utf8'));
};

describe('the icon loader', () => {
  it('leaves the shapes of an icon, drawn by our own code', () => {
    expect(load('chevron-left.mjs')).toBe(
      'import { createIcon } from "../../../../../apps/web/src/ui/create-icon.ts";\n' +
        'export default createIcon([["path",{"d":"m15 18-6-6 6-6"}]]);\n',
    );
  });

  it('leaves second names as they are', () => {
    const source = readFileSync(path.join(ICONS, 'more-vertical.mjs'), 'utf8');
    expect(load('more-vertical.mjs')).toBe(source);
  });

  it('understands every icon of this version of lucide', () => {
    const files = readdirSync(ICONS).filter((file) => file.endsWith('.mjs'));
    expect(files.length).toBeGreaterThan(1_000);
    expect(files.filter((file) => load(file).includes('createLucideIcon'))).toEqual([]);
  });
});
