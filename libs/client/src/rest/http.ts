import type { Envelope } from '@app/contracts';
import { ParleyError, type ParleyErrorCode } from '../core/error';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Query = Readonly<Record<string, string | number | undefined>>;

export interface HttpRequest {
  method: Method;
  /** Below `/api/`, already encoded. */
  path: string;
  query?: object;
  body?: object;
  /** Instead of the session's own, for an upload that tells how far it is. */
  call?: typeof fetch;
  /** Absent: the request fails when it takes longer than any but an upload should. */
  signal?: AbortSignal;
}

const JSON_TYPE: Readonly<Record<string, string>> = { 'content-type': 'application/json' };
/** A request without an answer for this long has failed; a mobile network may black-hole it for ever. */
const TIMEOUT_MS = 20_000;

/** One HTTP exchange: envelope in, data or ParleyError out. */
export async function exchange<T>(
  call: typeof fetch,
  url: string,
  request: HttpRequest,
  headers: Readonly<Record<string, string>>,
): Promise<T> {
  const response = await send(
    request.call ?? call,
    `${url}/api/${request.path}${toSearch(request.query)}`,
    request,
    headers,
  );
  const envelope = await readEnvelope<T>(response);
  if (envelope?.success) return envelope.data;
  if (envelope) throw new ParleyError(envelope.error, response.status);
  throw new ParleyError(
    { code: codeOf(response.status), message: `HTTP ${response.status} without an envelope` },
    response.status,
  );
}

async function send(
  call: typeof fetch,
  url: string,
  { method, body, signal = AbortSignal.timeout(TIMEOUT_MS) }: HttpRequest,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  // The API takes JSON only, so a call without input sends an empty object.
  const isRead = method === 'GET';
  const isForm = body instanceof FormData;
  try {
    return await call(url, {
      method,
      body: isRead ? undefined : isForm ? body : JSON.stringify(body ?? {}),
      headers: { accept: 'application/json', ...(isRead || isForm ? {} : JSON_TYPE), ...headers },
      credentials: 'same-origin',
      cache: 'no-store',
      signal,
    });
  } catch (error) {
    throw networkError(error);
  }
}

async function readEnvelope<T>(response: Response): Promise<Envelope<T> | null> {
  let body: unknown;
  try {
    body = await response.json();
  } catch (error) {
    // A proxy answered with a page of its own, which the status explains; anything else is a broken transfer.
    if (nameOf(error) === 'SyntaxError') return null;
    throw networkError(error);
  }
  return typeof body === 'object' && body !== null && 'success' in body ? (body as Envelope<T>) : null;
}

function networkError(error: unknown): ParleyError {
  return new ParleyError({ code: nameOf(error) === 'TimeoutError' ? 'TIMEOUT' : 'NETWORK', message: String(error) });
}

/** By name, because errors of `fetch` may come from another realm, where `instanceof` is false. */
function nameOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'name' in error ? error.name : undefined;
}

/** For answers that are not ours, such as a reverse proxy's. */
function codeOf(status: number): ParleyErrorCode {
  if (status === 401) return 'UNAUTHENTICATED';
  if (status === 403) return 'FORBIDDEN';
  if (status === 404) return 'NOT_FOUND';
  if (status === 413) return 'TOO_LARGE';
  if (status === 429) return 'RATE_LIMITED';
  return status >= 400 && status < 500 ? 'VALIDATION' : 'UNAVAILABLE';
}

function toSearch(query: object = {}): string {
  const entries = Object.entries(query as Query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(entries.map(([key, value]) => [key, String(value)]));
  return search.size > 0 ? `?${search}` : '';
}
