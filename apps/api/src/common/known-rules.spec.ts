import { getMetadataStorage, IsInt, IsString, MaxLength, ValidateNested, validateSync } from 'class-validator';
import { rememberRules } from './known-rules';

class Named {
  @IsString()
  @MaxLength(3)
  name: unknown = 'abc';
}

class Numbered extends Named {
  @IsInt({ groups: ['strict'] })
  number: unknown = 1;
}

class Holder {
  @ValidateNested({ each: true })
  names: Named[] = [];
}

describe(rememberRules.name, () => {
  const storage = getMetadataStorage();
  const lookUp = storage.getTargetValidationMetadatas;
  let asked: unknown[];

  beforeEach(() => {
    asked = [];
    storage.getTargetValidationMetadatas = (target, ...rest) => {
      asked.push(target);
      return lookUp.call(storage, target, ...rest);
    };
    rememberRules(storage);
  });

  afterEach(() => {
    storage.getTargetValidationMetadatas = lookUp;
  });

  const faultsOf = (object: object, options = {}) =>
    validateSync(object, { whitelist: true, forbidNonWhitelisted: true, ...options }).map(({ property }) => property);

  it('looks the rules of a class up once, and applies them to each object', () => {
    expect(faultsOf(new Named())).toEqual([]);
    expect(faultsOf(Object.assign(new Named(), { name: 'abcd' }))).toEqual(['name']);
    expect(faultsOf(Object.assign(new Named(), { other: 1 }))).toEqual(['other']);
    expect(asked).toEqual([Named]);
  });

  it('looks up once for all that a list holds', () => {
    const names = ['abc', 'abcd', 'abc'].map((name) => Object.assign(new Named(), { name }));
    expect(faultsOf(Object.assign(new Holder(), { names }))).toEqual(['names']);
    expect(asked).toEqual([Holder, Named]);
  });

  it('keeps those of a class and of one that is made of it apart, and looks again for groups', () => {
    expect(faultsOf(Object.assign(new Numbered(), { name: 5 }))).toEqual(['name']);
    expect(faultsOf(Object.assign(new Named(), { number: 5 }))).toEqual(['number']);
    const wrong = Object.assign(new Numbered(), { number: 'x', name: 'abcd' });
    expect(faultsOf(wrong, { groups: ['strict'], whitelist: false })).toEqual(['number']);
    expect(asked).toEqual([Numbered, Named, Numbered]);
  });
});
