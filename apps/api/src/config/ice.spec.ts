import { ConfigError } from './config-error';
import { readIce } from './ice';

const TURN = { TURN_URLS: 'turn:turn.example:3478?transport=udp', TURN_SECRET: 'secret' };

describe(readIce.name, () => {
  it('has no servers until there are some', () => {
    expect(readIce({})).toEqual({ servers: [], turn: null });
    expect(readIce({ STUN_URLS: '', TURN_URLS: ' , ', ICE_SERVERS: '' })).toEqual({ servers: [], turn: null });
  });

  it('reads addresses, and a relay with its secret', () => {
    const urls = ['turn:turn.example:3478?transport=udp', 'turns:turn.example:5349'];
    expect(readIce({ ...TURN, TURN_URLS: urls.join(' , '), STUN_URLS: 'stun:a.example,stuns:b.example:5349' })).toEqual(
      {
        servers: [{ urls: ['stun:a.example', 'stuns:b.example:5349'] }],
        turn: { urls, secret: 'secret' },
      },
    );
  });

  it('takes a list as browsers take it, besides', () => {
    const list = [{ urls: ['turn:c.example'], username: 'u', credential: 'p' }];
    expect(readIce({ ICE_SERVERS: JSON.stringify(list), STUN_URLS: 'stun:a.example' }).servers).toEqual([
      ...list,
      { urls: ['stun:a.example'] },
    ]);
  });

  it.each([
    ['STUN_URLS', { STUN_URLS: 'https://a.example' }],
    ['TURN_URLS', { ...TURN, TURN_URLS: 'stun:a.example' }],
    ['TURN_SECRET', { ...TURN, TURN_SECRET: undefined }],
    ['ICE_SERVERS', { ICE_SERVERS: 'stun:a.example' }],
    ['ICE_SERVERS', { ICE_SERVERS: '{"urls":["stun:a.example"]}' }],
    ['ICE_SERVERS', { ICE_SERVERS: '[{"urls":["javascript:alert(1)"]}]' }],
    ['ICE_SERVERS', { ICE_SERVERS: '[{"urls":["turn:a.example"],"credential":5}]' }],
  ])('refuses a bad %s and names it: %j', (variable, env) => {
    expect(() => readIce(env)).toThrow(expect.objectContaining({ variable, constructor: ConfigError }));
  });
});
