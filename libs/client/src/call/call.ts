/// <reference lib="dom" />
import type { CallDto, CallMedia, CallOutcome } from '@app/contracts';
import type { ParleyErrorCode } from '../core/error';
import type { Store } from '../core/store';

/**
 * Where this tab's call stands. `starting`: asks for the microphone, then rings; `ringing`: rings at the other person;
 * `incoming`: rings here; `connecting`: answered, media is on its way; `reconnecting`: media broke off and is on its way again.
 */
export type CallStage = 'starting' | 'ringing' | 'incoming' | 'connecting' | 'connected' | 'reconnecting' | 'ended';

export type CallDevice = 'microphone' | 'camera' | 'screen';

/** `insecure`: browsers give devices to pages over https only; `lost`: it was there, and is gone. */
export type DeviceReason = 'denied' | 'missing' | 'busy' | 'insecure' | 'unsupported' | 'lost' | 'failed';

/** What the person should know or do about; the call may go on with it. */
export type CallFault =
  | { kind: 'device'; device: CallDevice; reason: DeviceReason }
  | { kind: 'refused'; code: ParleyErrorCode }
  /** The two devices find no way to each other: a network between them lets no media through. */
  | { kind: 'noRoute' };

/** What a side sends. */
export interface SentMedia {
  isMicrophoneOn: boolean;
  isCameraOn: boolean;
  isSharingScreen: boolean;
}

export interface OwnMedia extends SentMedia {
  camera: MediaStream | null;
  screen: MediaStream | null;
}

/** The streams are there before anything comes through them; the flags say what to show. */
export interface PeerMedia extends SentMedia {
  audio: MediaStream | null;
  camera: MediaStream | null;
  screen: MediaStream | null;
}

/** A call as this tab has it; it stays after its end until it is dismissed. */
export interface TabCall {
  id: string;
  chatId: string;
  otherId: string;
  isCaller: boolean;
  media: CallMedia;
  stage: CallStage;
  /** ISO 8601; from then on the two talk. */
  answeredAt: string | null;
  endedAt: string | null;
  /** `elsewhere`: another tab or device of this person took it. */
  outcome: CallOutcome | 'elsewhere' | null;
  own: OwnMedia;
  peer: PeerMedia;
  fault: CallFault | null;
}

export interface CallState {
  /** The call that this person rings for or is in, on whichever device, as the server has it. */
  current: CallDto | null;
  /** What this tab shows: a call that rings here, or one it is in. */
  call: TabCall | null;
}

/** One person's calls. The machinery is loaded with the first call; nothing throws, faults are in the state. */
export interface CallStore extends Store<CallState> {
  /** Asks for the devices, then rings. Does nothing while this tab is in a call. */
  start(chatId: string, otherId: string, media: CallMedia): void;
  /** Answers the call that rings here; `isCameraOn` absent: as the caller asked. */
  accept(isCameraOn?: boolean): void;
  decline(): void;
  /** Hangs up, or gives up ringing. */
  hangUp(): void;
  setMicrophone(isOn: boolean): void;
  setCamera(isOn: boolean): void;
  setScreen(isOn: boolean): void;
  /** A call that is over is put away. */
  dismiss(): void;
}
