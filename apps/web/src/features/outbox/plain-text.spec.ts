import { plainTextOf } from './plain-text';

const letter = (encoding: string, body: string) =>
  [
    'From: Parley <parley@localhost>',
    'Content-Type: multipart/alternative;',
    ' boundary="--_Part_1"',
    '',
    '----_Part_1',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Transfer-Encoding: ${encoding}`,
    '',
    body,
    '----_Part_1',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<p>not this</p>',
    '----_Part_1--',
  ].join('\r\n');

describe(plainTextOf, () => {
  it('reads quoted-printable: lines that go on, letters of more than one byte, and a percent sign', () => {
    const body = 'Caf=C3=A9 at 100=25, or 50%,=\r\n 1=3D1\r\n\r\n=D9=86=D8=B9=D9=85';
    expect(plainTextOf(letter('quoted-printable', body))).toBe('Café at 100%, or 50%, 1=1\n\nنعم');
  });

  it('reads base64 and plain letters', () => {
    expect(plainTextOf(letter('base64', '2YbYudmF\r\nLCBvdWk='))).toBe('نعم, oui');
    expect(plainTextOf(letter('7bit', 'Hello\r\n\r\nthere'))).toBe('Hello\r\n\r\nthere');
    expect(plainTextOf('Content-Type: text/plain\r\n\r\nalone')).toBe('alone');
  });

  it('answers null where there are no plain words', () => {
    expect(plainTextOf('Content-Type: text/html\r\n\r\n<p>x</p>')).toBeNull();
    expect(plainTextOf('')).toBeNull();
  });
});
