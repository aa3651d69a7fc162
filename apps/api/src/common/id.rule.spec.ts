import { IsId } from './id.rule';
import { parseInput } from './input.pipe';

class IdsDto {
  @IsId()
  one!: string;

  @IsId({ each: true })
  many!: string[];
}

const ID = '65f0000000000000000000ab';

describe(IsId.name, () => {
  it('brings ids to one spelling, so that one chat has one key', () => {
    expect(parseInput(IdsDto, { one: ID.toUpperCase(), many: [ID.toUpperCase()] })).toEqual({ one: ID, many: [ID] });
  });

  it.each([
    ['0x and 22 digits', `0x${ID.slice(2)}`],
    ['25 digits', `${ID}0`],
    ['other letters', 'z'.repeat(24)],
    ['null', null],
    ['a list', [ID]],
    ['an object', {}],
  ])('refuses %s', (_, id) => {
    const fails = expect.objectContaining({ code: 'VALIDATION' });
    expect(() => parseInput(IdsDto, { one: id, many: [] })).toThrow(fails);
    expect(() => parseInput(IdsDto, { one: ID, many: [id] })).toThrow(fails);
  });
});
