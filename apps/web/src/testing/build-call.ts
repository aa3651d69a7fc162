import type { TabCall } from '@app/client';
import type { CallDto } from '@app/contracts';

const AT = '2026-01-01T00:00:00.000Z';
const NOTHING = { camera: null, screen: null, isCameraOn: false, isSharingScreen: false };

/** Ben calls Ana. */
export function buildCall(overrides: Partial<CallDto> = {}): CallDto {
  return {
    id: 'call1',
    chatId: 'c1',
    callerId: 'ben',
    calleeId: 'ana',
    media: 'audio',
    state: 'ringing',
    outcome: null,
    callerDeviceId: 'ben1',
    calleeDeviceId: null,
    startedAt: AT,
    ringsUntil: AT,
    answeredAt: null,
    endedAt: null,
    ...overrides,
  };
}

/** Ana talks to Ben. */
export function buildTabCall(overrides: Partial<TabCall> = {}): TabCall {
  return {
    id: 'call1',
    chatId: 'c1',
    otherId: 'ben',
    isCaller: true,
    media: 'audio',
    stage: 'connected',
    answeredAt: AT,
    endedAt: null,
    outcome: null,
    own: { ...NOTHING, isMicrophoneOn: true },
    peer: { ...NOTHING, isMicrophoneOn: true, audio: null },
    fault: null,
    ...overrides,
  };
}
