export type ArticleBlock = { kind: 'paragraph'; text: string } | { kind: 'list'; items: string[] };

const ITEM = /^\s*[-•]\s+/;

/** Plain text as it is laid out: blank lines part paragraphs, lines that begin with a hyphen are a list. */
export function blocksOf(body: string): ArticleBlock[] {
  return body.split(/\n\s*\n/).flatMap((part) => {
    const blocks: ArticleBlock[] = [];
    for (const line of part.split('\n')) {
      const last = blocks.at(-1);
      if (ITEM.test(line)) {
        const item = line.replace(ITEM, '');
        if (last?.kind === 'list') last.items.push(item);
        else blocks.push({ kind: 'list', items: [item] });
      } else if (line.trim() !== '') {
        if (last?.kind === 'paragraph') last.text += `\n${line}`;
        else blocks.push({ kind: 'paragraph', text: line });
      }
    }
    return blocks;
  });
}
