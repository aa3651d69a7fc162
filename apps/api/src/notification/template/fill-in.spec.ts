import { fillIn, isWellFormed, neededBy } from './fill-in';

describe(fillIn.name, () => {
  it.each<[string, Record<string, string | number>, string]>([
    ['Order {{order.number}} is paid', { 'order.number': 7 }, 'Order 7 is paid'],
    ['{{seller|the seller}} answered', {}, 'the seller answered'],
    ['{{ seller | the seller }} answered', { seller: 'Amel' }, 'Amel answered'],
    ['Hello{{name|}}!', {}, 'Hello!'],
    ['{{a}}{{a}}', { a: '{{b}}', b: 'no' }, '{{b}}{{b}}'],
    ['{{constructor|none}}', {}, 'none'],
    ['الطلب {{n}}', { n: '٧' }, 'الطلب ٧'],
    ['$& {{a}}', { a: "$'" }, "$& $'"],
  ])('%s', (text, variables, expected) => {
    expect(fillIn(text, variables).replace('  ', ' ').trim()).toBe(expected);
  });

  it('makes values safe for where they go', () => {
    expect(fillIn('/orders/{{id}}', { id: '../a b' }, encodeURIComponent)).toBe('/orders/..%2Fa%20b');
  });
});

describe(neededBy.name, () => {
  it('names each value once, without those that have something standing in', () => {
    expect(neededBy(['{{b}} {{a}} {{c|none}}', '{{ b }}'])).toEqual(['a', 'b']);
  });
});

describe(isWellFormed.name, () => {
  it.each([
    ['{{a}} {{b|c d}}', true],
    ['{{ order number }}', false],
    ['{{a}', false],
    ['{{}}', false],
    ['{{a|{{b}}}}', false],
  ])('%s: %s', (text, expected) => {
    expect(isWellFormed(text)).toBe(expected);
  });
});
