import { parseInput } from './input.pipe';
import { cutText, IsVisibleText } from './text.rule';

class TextDto {
  @IsVisibleText(10)
  text!: string;
}

const parse = (text: unknown) => parseInput(TextDto, { text });

describe(IsVisibleText.name, () => {
  it.each(['a', '  padded  ', 'سلام', '👨‍👩‍👧', 'two\nlines', '0123456789', '👍👍👍👍👍👍👍👍👍👍'])(
    'takes %j',
    (text) => {
      expect(parse(text).text).toBe(text);
    },
  );

  it.each([
    '',
    '   ',
    '\n\t',
    '\u200b\u200d\ufeff',
    '\u3164',
    'a\u0000b',
    'bell\u0007',
    'carriage\rreturn',
    '01234567890',
    5,
    null,
    undefined,
    ['a'],
    { $ne: null },
  ])('refuses %j', (text) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'VALIDATION' }));
  });
});

describe(cutText.name, () => {
  it('never cuts inside a character', () => {
    expect(cutText('👍👍👍👍', 3)).toBe('👍👍…');
    expect(cutText('abc', 3)).toBe('abc');
  });
});
