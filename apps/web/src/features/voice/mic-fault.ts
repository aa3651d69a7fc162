/**
 * Why nothing can be recorded. `insecure`: browsers give the microphone to https pages only; `denied`: by the person, the
 * browser or the device; `busy`: another program has it; `failed`: anything else, such as an encoder that did not load.
 */
export type MicFault = 'insecure' | 'unsupported' | 'denied' | 'missing' | 'busy' | 'failed';

/** Names of what `getUserMedia` throws, old ones of some browsers included. */
const FAULT_OF: Record<string, MicFault> = {
  NotAllowedError: 'denied',
  PermissionDeniedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'missing',
  DevicesNotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'busy',
  TrackStartError: 'busy',
  AbortError: 'busy',
};

/** A fault that was known before the browser was asked. */
export class MicError extends Error {
  override readonly name = 'MicError';

  constructor(readonly fault: MicFault) {
    super(`No recording: ${fault}`);
  }
}

export function toMicFault(thrown: unknown): MicFault {
  if (thrown instanceof MicError) return thrown.fault;
  return (thrown instanceof Error && FAULT_OF[thrown.name]) || 'failed';
}

/** What can be known before asking. */
export function missingSupport(): MicFault | null {
  if (!window.isSecureContext) return 'insecure';
  const canRecord = 'mediaDevices' in navigator && 'AudioWorkletNode' in window && 'WebAssembly' in window;
  return canRecord ? null : 'unsupported';
}
