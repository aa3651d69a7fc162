import { IsInt } from 'class-validator';
import { parseInput } from './input.pipe';
import { CanBeAbsent, IsNested } from './optional.rule';

class InnerDto {
  @IsInt()
  amount!: number;
}

class OuterDto {
  @CanBeAbsent()
  @IsInt()
  count?: number;

  @IsNested(() => InnerDto)
  inner!: InnerDto;
}

const refusal = expect.objectContaining({ code: 'VALIDATION' });

describe(CanBeAbsent.name, () => {
  it('lets a field be left out, but not be null or wrong', () => {
    expect(parseInput(OuterDto, { inner: { amount: 1 } }).count).toBeUndefined();
    expect(() => parseInput(OuterDto, { inner: { amount: 1 }, count: null })).toThrow(refusal);
    expect(() => parseInput(OuterDto, { inner: { amount: 1 }, count: 'x' })).toThrow(refusal);
  });
});

describe(IsNested.name, () => {
  it.each([
    ['nothing', {}],
    ['null', { inner: null }],
    ['an empty list', { inner: [] }],
    ['a list of good ones', { inner: [{ amount: 1 }] }],
    ['a bad one', { inner: { amount: 'x' } }],
  ])('refuses %s', (_, input) => {
    expect(() => parseInput(OuterDto, input)).toThrow(refusal);
  });
});
