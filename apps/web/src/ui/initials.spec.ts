import { initialsOf, paletteOf } from './initials';

describe('initialsOf', () => {
  it.each([
    ['Yacine Benali', 'YB'],
    ['lina', 'L'],
    ['  Amel   de la  Tour ', 'AD'],
    ['سمير مزيان', 'سم'],
    ['😀 Party', '😀P'],
    ['', ''],
  ])('%p is %p', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});

describe('paletteOf', () => {
  it('gives the same colour to the same id, one of six', () => {
    expect(paletteOf('65f0')).toBe(paletteOf('65f0'));
    const colours = new Set(Array.from({ length: 200 }, (_, index) => paletteOf(`user-${index}`)));
    expect([...colours].sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
