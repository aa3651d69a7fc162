// For the build of the web app: an icon of lucide-react becomes its shapes and our own drawing of them
// (apps/web/src/ui/create-icon.ts). Lucide's own brings names, aliases, keys and a builder of 2 KB to every page.
const path = require('node:path');

const CREATE_ICON = path.resolve(__dirname, '../../apps/web/src/ui/create-icon.ts');

/** Files of another shape, such as those that only give an icon a second name, stay as they are. */
const ICON = /const __iconData = (\{[\s\S]*?\n\});\n__iconData\.node;\nconst \w+ = createLucideIcon\(__iconData\);/;

module.exports = function iconLoader(source) {
  const literal = ICON.exec(source)?.[1];
  if (!literal) return source;
  const { node, size } = new Function(`return ${literal}`)();
  if (size !== 24) return source;
  const shapes = node.map(([tag, { key, ...attributes }]) => [tag, attributes]);
  const target = path.relative(path.dirname(this.resourcePath), CREATE_ICON).split(path.sep).join('/');
  return `import { createIcon } from ${JSON.stringify(target)};\nexport default createIcon(${JSON.stringify(shapes)});\n`;
};
