export const CALL_MEDIA = ['audio', 'video'] as const;
export type CallMedia = (typeof CALL_MEDIA)[number];

/** How a call ended. `missed`: nobody answered in time; `cancelled`: the caller gave up; `lost`: a side did not come back. */
export const CALL_OUTCOMES = ['answered', 'declined', 'busy', 'missed', 'cancelled', 'lost'] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** A one-to-one call as it now stands; the fact `call` goes to every device of both sides at each change. */
export interface CallDto {
  id: string;
  chatId: string;
  callerId: string;
  calleeId: string;
  media: CallMedia;
  state: 'ringing' | 'active' | 'ended';
  outcome: CallOutcome | null;
  /** The devices that talk; the callee's is null until one accepted. Other devices of the callee stop ringing then. */
  callerDeviceId: string;
  calleeDeviceId: string | null;
  startedAt: string;
  /** When it stops ringing by itself. */
  ringsUntil: string;
  answeredAt: string | null;
  endedAt: string | null;
}

export interface StartCallInput {
  chatId: string;
  media: CallMedia;
  /** A UUID made once by the client: a repeat answers the same call. */
  callId: string;
  /** A UUID of this tab, for its life. */
  deviceId: string;
}

/** Also sent by a device whose socket came back, to go on with its call. */
export interface JoinCallInput {
  callId: string;
  deviceId: string;
}

export interface CallIdInput {
  callId: string;
}

/** Values of the system line `callEnded`; `seconds` talked, 0 when nobody answered. */
export type CallEndedValues = Record<'media' | 'outcome' | 'callerId' | 'seconds', string>;

/** A description is at most so many bytes of UTF-8, a candidate so many characters. */
export const SDP_MAX_BYTES = 32_768;
export const CANDIDATE_MAX_LENGTH = 1_024;

/**
 * What WebRTC's two ends tell each other; checked for shape and size, passed on to the other side's device, never stored.
 * On the wire the lines of `sdp` end with a line feed alone, as carriage returns are control characters; see `toWireSdp`.
 */
export type SignalDto =
  | { kind: 'description'; type: 'offer' | 'answer' | 'pranswer' | 'rollback'; sdp: string }
  | {
      kind: 'candidate';
      candidate: string;
      sdpMid: string | null;
      sdpMLineIndex: number | null;
      usernameFragment: string | null;
    }
  | { kind: 'media'; isMicrophoneOn: boolean; isCameraOn: boolean; isSharingScreen: boolean };

export interface SignalCallInput {
  callId: string;
  deviceId: string;
  signal: SignalDto;
}

/** To the other side's device only. */
export interface CallSignalDto {
  callId: string;
  fromDeviceId: string;
  signal: SignalDto;
}

export interface IceServerDto {
  urls: string[];
  username?: string;
  credential?: string;
}

/** GET /api/calls/ice-servers; TURN names and passwords are short-lived and one's own. */
export interface IceServersDto {
  iceServers: IceServerDto[];
  expiresAt: string;
}

/** GET /api/calls/current: the call this person rings for or is in, for a client that comes back. */
export interface CurrentCallDto {
  call: CallDto | null;
}

/** A browser's description as the wire takes it. */
export function toWireSdp(sdp: string): string {
  return sdp.replaceAll('\r\n', '\n');
}

/** The wire's description as the standard, and so every browser, has it. */
export function fromWireSdp(sdp: string): string {
  return sdp.replaceAll('\n', '\r\n');
}
