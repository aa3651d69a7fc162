import { createHash } from 'node:crypto';
import { canonicalJson, hashAfter, isNext, NO_HASH } from './evidence-chain';

describe(canonicalJson.name, () => {
  it('sorts keys at every depth and leaves out what is undefined', () => {
    const value = { b: [{ y: 1, x: undefined, a: null }], a: 'é"', c: { z: true, d: 0.5 } };
    expect(canonicalJson(value)).toBe('{"a":"é\\"","b":[{"a":null,"y":1}],"c":{"d":0.5,"z":true}}');
    expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
  });
});

describe(hashAfter.name, () => {
  it('is what the contract says, so that anybody can work it out', () => {
    const first = createHash('sha256').update('\n{"a":1}').digest('hex');
    expect(hashAfter(NO_HASH, '{"a":1}')).toBe(first);
    expect(hashAfter(first, '{"a":1}')).not.toBe(first);
    expect(isNext(first, { part: '{}', hash: hashAfter(first, '{}') })).toBe(true);
    expect(isNext(NO_HASH, { part: '{}', hash: hashAfter(first, '{}') })).toBe(false);
  });
});
