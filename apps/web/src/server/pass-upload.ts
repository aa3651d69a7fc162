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
 * Passes an upload on to the API piece by piece. Next's proxy would first hold a body in memory, and cut it at 10 MB, where
 * a form with a file of 10 MB is larger.
 */
export async function passUpload(request: Request): Promise<Response> {
  const headers = passable(request.headers);
  const options = { method: 'POST', headers, body: request.body, duplex: 'half', signal: request.signal };
  try {
    const answer = await fetch(new URL('/api/attachments', apiUrl()), { ...options, cache: 'no-store' });
    return new Response(answer.body, { status: answer.status, headers: passable(answer.headers) });
  } catch (error) {
    if (request.signal.aborted) throw error;
    return unavailable();
  }
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
