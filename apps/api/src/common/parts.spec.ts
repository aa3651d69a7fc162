import { partsOf } from './parts';

describe(partsOf.name, () => {
  it.each([
    [[], []],
    [[1], [[1]]],
    [[1, 2], [[1, 2]]],
    [
      [1, 2, 3, 4, 5],
      [[1, 2], [3, 4], [5]],
    ],
  ])('cuts %j into %j', (items, parts) => {
    expect(partsOf(items, 2)).toEqual(parts);
  });
});
