import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, ValidateNested } from 'class-validator';
import { parseInput } from './input.pipe';

class InnerDto {
  @IsInt()
  amount!: number;
}

class OuterDto {
  @IsString()
  name!: string;

  @IsOptional()
  @ValidateNested()
  @Type(() => InnerDto)
  inner?: InnerDto;
}

function nested(depth: number): unknown {
  return depth === 0 ? 'leaf' : { child: nested(depth - 1) };
}

describe(parseInput.name, () => {
  it('builds the DTO', () => {
    const dto = parseInput(OuterDto, { name: 'a', inner: { amount: 1 } });
    expect(dto).toBeInstanceOf(OuterDto);
    expect(dto.inner?.amount).toBe(1);
  });

  it.each([
    ['null', null],
    ['text', 'x'],
    ['an array', []],
    ['undefined', undefined],
    ['an unknown field', { name: 'a', isAdmin: true }],
    ['an unknown nested field', { name: 'a', inner: { amount: 1, role: 'admin' } }],
    ['a wrong type', { name: 5 }],
    ['an operator for a value', { name: { $ne: null } }],
    ['a nested value of a wrong type', { name: 'a', inner: 'x' }],
    ['a prototype key', JSON.parse('{"name":"a","__proto__":{"isAdmin":true}}')],
    ['a constructor key', { name: 'a', constructor: {} }],
    ['a key that every object has', { name: 'a', toString: 'x' }],
    ['half of a surrogate pair', { name: 'a\ud800b' }],
    ['a C1 control character', { name: '\u009b31m' }],
    ['deep nesting', { name: 'a', inner: nested(9) }],
    ['binary', { name: Buffer.from('a') }],
  ])('refuses %s', (_, value) => {
    expect(() => parseInput(OuterDto, value)).toThrow(expect.objectContaining({ code: 'VALIDATION' }));
  });

  it('names the field, never its value', () => {
    try {
      parseInput(OuterDto, { name: 'a', inner: { amount: 'secret' } });
      throw new Error('not refused');
    } catch (error) {
      expect(error).toMatchObject({ fields: { 'inner.amount': 'amount must be an integer number' } });
      expect(JSON.stringify(error)).not.toContain('secret');
    }
  });
});
