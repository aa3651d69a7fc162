import { chatIdOf, isPublicPath, safeNext } from './page-path';

describe('safeNext', () => {
  it('keeps paths of ours', () => {
    expect(safeNext('/chats/65f0?x=1')).toBe('/chats/65f0?x=1');
  });

  it.each([
    undefined,
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/sign-in?next=/x',
    '/register',
  ])('answers the chats to %p', (next) => {
    expect(safeNext(next)).toBe('/chats');
  });
});

describe('chatIdOf', () => {
  it('finds the chat of a path', () => {
    expect(chatIdOf('/chats/65f0aa')).toBe('65f0aa');
    expect(chatIdOf('/chats')).toBeNull();
    expect(chatIdOf('/chats/a/b')).toBeNull();
  });
});

describe('isPublicPath', () => {
  it('lets only the doors be seen by everybody', () => {
    expect(isPublicPath('/sign-in')).toBe(true);
    expect(isPublicPath('/support/guest')).toBe(true);
    expect(isPublicPath('/support')).toBe(false);
    expect(isPublicPath('/chats')).toBe(false);
    expect(isPublicPath('/sign-in/x')).toBe(false);
  });
});
