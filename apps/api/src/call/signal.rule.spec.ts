import { SDP_MAX_BYTES, type SignalDto, toWireSdp } from '@app/contracts';
import fc from 'fast-check';
import { buildCandidate, buildDescription, SDP } from './build-signal';
import { isSignal } from './signal.rule';

const description = (over: object = {}) => ({ ...buildDescription(), ...over });
const candidate = (over: object = {}) => ({ ...buildCandidate(), ...over });
const media = (over: object = {}) => ({
  kind: 'media',
  isMicrophoneOn: true,
  isCameraOn: false,
  isSharingScreen: false,
  ...over,
});

const RELAYED =
  'candidate:842163049 1 udp 1677729535 203.0.113.7 46154 typ relay raddr 10.0.0.17 rport 46154 generation 0 ufrag EsAw network-cost 999';
const HIDDEN = 'candidate:0 1 UDP 2122252543 8a1b2c3d-0000-4000-8000-000000000001.local 56072 typ host';

describe(isSignal.name, () => {
  it.each<[string, unknown]>([
    ['an offer', description()],
    ['an answer', description({ type: 'answer' })],
    ['a rollback', { kind: 'description', type: 'rollback', sdp: '' }],
    ['a host candidate', candidate()],
    ['the end of candidates', candidate({ candidate: '' })],
    ['a relayed candidate', candidate({ candidate: RELAYED })],
    ['a candidate of Firefox, whose name is hidden', candidate({ candidate: HIDDEN, usernameFragment: null })],
    ['what is sent', media()],
  ])('takes %s', (_, signal) => {
    expect(isSignal(signal)).toBe(true);
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['text', 'offer'],
    ['a list', [description()]],
    ['an unknown kind', { kind: 'hello' }],
    ['a kind that every object has', { kind: 'constructor' }],
    ['a field more', description({ userId: 'x' })],
    ['a field less', { kind: 'description', type: 'offer' }],
    ['an unknown type', description({ type: 'bye' })],
    ['an SDP that is none', description({ sdp: 'hello\n' })],
    ['an SDP without its last line feed', description({ sdp: SDP.trimEnd() })],
    ['an SDP with carriage returns', description({ sdp: SDP.replaceAll('\n', '\r\n') })],
    ['an SDP without media', description({ sdp: SDP.replace(/^m=.*\n/gm, '') })],
    ['an SDP without a fingerprint', description({ sdp: SDP.replace(/^a=fingerprint.*\n/gm, '') })],
    ['an SDP that is too large', description({ sdp: `${SDP}a=${'x'.repeat(SDP_MAX_BYTES)}\n` })],
    ['an SDP in a rollback', description({ type: 'rollback' })],
    ['a candidate that is none', candidate({ candidate: 'candidate:javascript:alert(1)' })],
    ['a candidate of two lines', candidate({ candidate: `${HIDDEN}\na=x` })],
    ['a media line that cannot be', candidate({ sdpMLineIndex: -1 })],
    ['a media line between two', candidate({ sdpMLineIndex: 0.5 })],
    ['a long mid', candidate({ sdpMid: 'x'.repeat(65) })],
    ['a flag that is none', media({ isCameraOn: 'yes' })],
  ])('refuses %s', (_, signal) => {
    expect(isSignal(signal)).toBe(false);
  });

  it('takes the description of a browser, once its lines end as on the wire', () => {
    expect(isSignal(description({ sdp: toWireSdp(SDP.replaceAll('\n', '\r\n')) }))).toBe(true);
  });

  it('never takes what is not a signal, whatever is sent', () => {
    fc.assert(
      fc.property(fc.anything(), (junk) => {
        if (isSignal(junk)) expect(shapeOf(junk)).not.toBeNull();
      }),
    );
  });

  it('never takes a signal with one part exchanged for junk of another type', () => {
    const anySignal = fc.constantFrom<object>(description(), candidate(), media());
    const junk = fc.oneof(fc.integer(), fc.object(), fc.array(fc.anything()), fc.constant(undefined), fc.double());
    fc.assert(
      fc.property(anySignal, fc.nat(4), junk, (signal, at, value) => {
        const keys = Object.keys(signal);
        const key = keys[at % keys.length] ?? '';
        fc.pre(key !== 'sdpMLineIndex');
        expect(isSignal({ ...signal, [key]: value })).toBe(false);
      }),
    );
  });

  it('takes a description with lines torn out or doubled only while it is still one', () => {
    const lines = SDP.trimEnd().split('\n');
    fc.assert(
      fc.property(fc.array(fc.nat(lines.length - 1), { maxLength: 60 }), (picked) => {
        const sdp = `${picked.map((at) => lines[at]).join('\n')}\n`;
        if (isSignal(description({ sdp }))) expect(sdp).toMatch(/^v=0\no=.*\ns=[\s\S]*^m=/m);
      }),
    );
  });
});

/** By another road than the rule's own: what of a signal must be there. */
function shapeOf(signal: SignalDto): string | null {
  if (signal.kind === 'description') return typeof signal.sdp === 'string' ? signal.type : null;
  if (signal.kind === 'candidate') return typeof signal.candidate === 'string' ? 'candidate' : null;
  return signal.kind === 'media' && typeof signal.isCameraOn === 'boolean' ? 'media' : null;
}
