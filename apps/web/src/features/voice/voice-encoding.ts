import type { EncodeReply, EncodeRequest } from './voice-encoder.worker';

export interface EncodingEvents {
  part(reply: EncodeReply): void;
  /** It did not load, or broke. */
  failed(): void;
}

/** Encodes what comes over `port` until its end; answers how to leave off before. */
export type OpenEncoding = (request: EncodeRequest, events: EncodingEvents) => () => void;

/** In a worker of its own, as it takes more time than a frame has. */
export const openEncoding: OpenEncoding = (request, events) => {
  const worker = new Worker(new URL('./voice-encoder.worker.ts', import.meta.url));
  worker.onmessage = ({ data }: MessageEvent<EncodeReply>) => events.part(data);
  worker.onerror = () => events.failed();
  worker.postMessage(request, [request.port]);
  return () => worker.terminate();
};
