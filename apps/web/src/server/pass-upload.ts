import { request as askHttp, type IncomingMessage } from 'node:http';
import { request as askHttps } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { apiUrl } from './environment';

/** What concerns one connection only (RFC 9110), and must not be passed on to another. */
const OF_CONNECTION = [
  'connection',
  'content-encoding',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/**
 * Passes an upload on to the API piece by piece, at the pace at which it takes them. Next's proxy would first hold a body in
 * memory, and cut it at 10 MB, where a form with a file of 10 MB is larger; `fetch` would copy every piece once more.
 */
export async function passUpload(request: Request): Promise<Response> {
  try {
    const answer = await send(request);
    const body = Readable.toWeb(answer) as ReadableStream<Uint8Array>;
    return new Response(body, { status: answer.statusCode, headers: passable(headersOf(answer)) });
  } catch (error) {
    if (request.signal.aborted) throw error;
    return unavailable();
  }
}

/** The answer may come before the end of the form; what the API does not take any more is then of no interest. */
function send({ headers, body, signal }: Request): Promise<IncomingMessage> {
  const url = new URL('/api/attachments', apiUrl());
  const ask = url.protocol === 'https:' ? askHttps : askHttp;
  return new Promise((resolve, reject) => {
    const outgoing = ask(url, { method: 'POST', headers: Object.fromEntries(passable(headers)), signal }, resolve);
    outgoing.on('error', reject);
    if (body) pipeline(Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]), outgoing).catch(reject);
    else outgoing.end();
  });
}

function headersOf({ headersDistinct }: IncomingMessage): Headers {
  const pairs = Object.entries(headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  return new Headers(pairs);
}

function passable(headers: Headers): Headers {
  const passed = new Headers(headers);
  for (const name of OF_CONNECTION) passed.delete(name);
  return passed;
}

/** The API went away in the middle: a client tries such a refusal again. */
function unavailable(): Response {
  const error = {
    code: 'UNAVAILABLE',
    message: 'The service is not ready. Try again soon.',
    requestId: crypto.randomUUID(),
    retryAfterMs: 1_000,
  };
  return Response.json({ success: false, error }, { status: 503, headers: { 'cache-control': 'no-store' } });
}
