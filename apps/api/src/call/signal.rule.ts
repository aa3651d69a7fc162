import { CANDIDATE_MAX_LENGTH, SDP_MAX_BYTES, type SignalDto } from '@app/contracts';
import { applyDecorators } from '@nestjs/common';
import { Validate, ValidatorConstraint, type ValidatorConstraintInterface } from 'class-validator';

const TYPES: unknown[] = ['offer', 'answer', 'pranswer', 'rollback'];
const SDP_LINE = /^[a-z]=./;
const ORIGIN = /^o=\S+ \d{1,20} \d{1,20} IN IP[46] \S+$/;
const MEDIA = /^m=(?:audio|video|application) \d{1,5} [\w/]+ \S/;
const MEDIA_MAX = 16;
/** Without these no connection can come of it. */
const NEEDED = ['t=', 'a=ice-ufrag:', 'a=ice-pwd:', 'a=fingerprint:'];

const CANDIDATE =
  /^candidate:[\w+/-]{1,32} [12] (?:udp|tcp) \d{1,10} [\w.:%-]{1,255} \d{1,5} typ (?:host|srflx|prflx|relay)(?: [!-~]+ [!-~]+)*$/i;
const UFRAG = /^[\w+/=-]{1,256}$/;
const MID_MAX_LENGTH = 64;

type Fields = Record<string, unknown>;

/** Who is called must be able to hand a signal to their browser: anything else ends here. No field more, none less. */
const KINDS: Record<SignalDto['kind'], { keys: string[]; isValid(signal: Fields): boolean }> = {
  description: {
    keys: ['kind', 'type', 'sdp'],
    isValid: ({ type, sdp }) => TYPES.includes(type) && (type === 'rollback' ? sdp === '' : isSdp(sdp)),
  },
  candidate: {
    keys: ['kind', 'candidate', 'sdpMid', 'sdpMLineIndex', 'usernameFragment'],
    isValid: ({ candidate, sdpMid, sdpMLineIndex, usernameFragment }) =>
      isCandidate(candidate) &&
      orNull(sdpMid, (mid) => typeof mid === 'string' && mid.length <= MID_MAX_LENGTH) &&
      orNull(sdpMLineIndex, (index) => Number.isInteger(index) && Number(index) >= 0 && Number(index) < MEDIA_MAX) &&
      orNull(usernameFragment, (ufrag) => typeof ufrag === 'string' && UFRAG.test(ufrag)),
  },
  media: {
    keys: ['kind', 'isMicrophoneOn', 'isCameraOn', 'isSharingScreen'],
    isValid: ({ kind: _, ...flags }) => Object.values(flags).every((flag) => typeof flag === 'boolean'),
  },
};

/** True for what one browser may pass on to another. */
export function isSignal(value: unknown): value is SignalDto {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const signal = value as Fields;
  if (typeof signal.kind !== 'string' || !Object.hasOwn(KINDS, signal.kind)) return false;
  const { keys, isValid } = KINDS[signal.kind as SignalDto['kind']];
  const given = Object.keys(signal);
  return given.length === keys.length && keys.every((key) => given.includes(key)) && isValid(signal);
}

function isSdp(sdp: unknown): boolean {
  if (typeof sdp !== 'string' || !sdp.endsWith('\n') || Buffer.byteLength(sdp) > SDP_MAX_BYTES) return false;
  const lines = sdp.slice(0, -1).split('\n');
  const media = lines.filter((line) => line.startsWith('m='));
  return (
    lines[0] === 'v=0' &&
    ORIGIN.test(lines[1] ?? '') &&
    lines[2]?.startsWith('s=') === true &&
    lines.every((line) => SDP_LINE.test(line)) &&
    NEEDED.every((start) => lines.some((line) => line.startsWith(start))) &&
    media.length > 0 &&
    media.length <= MEDIA_MAX &&
    media.every((line) => MEDIA.test(line))
  );
}

/** An empty one says that there are no more. */
function isCandidate(candidate: unknown): boolean {
  if (typeof candidate !== 'string' || candidate.length > CANDIDATE_MAX_LENGTH) return false;
  return candidate === '' || CANDIDATE.test(candidate);
}

function orNull(value: unknown, check: (value: unknown) => boolean): boolean {
  return value === null || check(value);
}

@ValidatorConstraint({ name: 'isSignal' })
class SignalConstraint implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return isSignal(value);
  }

  defaultMessage(): string {
    return '$property is not a signal';
  }
}

/** A well-formed signal of WebRTC, or of what a side sends. */
export function IsSignal(): PropertyDecorator {
  return applyDecorators(Validate(SignalConstraint));
}
