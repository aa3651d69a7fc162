import { mergeCookieHeader, parseSetCookie } from './session-cookie';

const line = 'parley_access=new.token; Path=/; HttpOnly; SameSite=Lax';

describe('parseSetCookie', () => {
  it('reads name and value and keeps the whole line', () => {
    expect(parseSetCookie(line)).toEqual({ name: 'parley_access', value: 'new.token', line });
  });

  it('answers null to nonsense', () => {
    expect(parseSetCookie('=x; Path=/')).toBeNull();
    expect(parseSetCookie('')).toBeNull();
  });
});

describe('mergeCookieHeader', () => {
  it('puts the fresh cookie in place of the old one and leaves the rest', () => {
    const fresh = [parseSetCookie(line)].filter((cookie) => cookie !== null);
    expect(mergeCookieHeader('parley_theme=dark; parley_access=old', fresh)).toBe(
      'parley_theme=dark; parley_access=new.token',
    );
  });

  it('drops a cookie that was cleared', () => {
    const cleared = [parseSetCookie('parley_access=; Path=/; Max-Age=0')].filter((cookie) => cookie !== null);
    expect(mergeCookieHeader('parley_access=old', cleared)).toBe('');
  });
});
