import { blocksOf } from './article-text';

describe(blocksOf.name, () => {
  it('parts paragraphs at blank lines and keeps single line ends', () => {
    expect(blocksOf('One\ntwo\n\n \nThree\n')).toEqual([
      { kind: 'paragraph', text: 'One\ntwo' },
      { kind: 'paragraph', text: 'Three' },
    ]);
  });

  it('makes lists of lines with hyphens, also below their lead', () => {
    expect(blocksOf('Steps:\n- first\n- second - still\nThen wait')).toEqual([
      { kind: 'paragraph', text: 'Steps:' },
      { kind: 'list', items: ['first', 'second - still'] },
      { kind: 'paragraph', text: 'Then wait' },
    ]);
  });

  it('takes a hyphen without a space, and markup, as text', () => {
    expect(blocksOf('-5 degrees\n<b>bold</b>')).toEqual([{ kind: 'paragraph', text: '-5 degrees\n<b>bold</b>' }]);
    expect(blocksOf('  ')).toEqual([]);
  });
});
