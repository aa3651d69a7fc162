import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Config } from '../config/config';
import { AppError } from './app-error';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Probes come by address, not by name. */
const OPEN_PATHS = /^\/(health\/|metrics$)/;

/** A forged Host would end up in links and caches; only the names this server is known by are answered. */
export function knownHost(config: Config): RequestHandler {
  const hosts = new Set(config.allowedHosts);
  const isKnown = (host: string, request: Request) =>
    hosts.has(host) ||
    host === `127.0.0.1:${request.socket.localPort}` ||
    host === `localhost:${request.socket.localPort}`;
  return (request: Request, _response: Response, next: NextFunction) => {
    if (OPEN_PATHS.test(request.path)) return next();
    const named = [request.headers.host ?? '', request.headers['x-forwarded-host']].flat();
    const isFine = named.every((host) => host === undefined || isKnown(host, request));
    next(isFine ? undefined : new AppError('BAD_HOST', 'This server is not known by that name.'));
  };
}

/** Browsers name where a request comes from; a change asked for by a foreign page is refused (CSRF). */
export function knownOrigin(config: Config): RequestHandler {
  const origins = new Set(config.allowedOrigins);
  return (request: Request, _response: Response, next: NextFunction) => {
    if (SAFE_METHODS.has(request.method)) return next();
    const origin = request.headers.origin;
    const site = request.headers['sec-fetch-site'];
    const isForeign = origin !== undefined ? !origins.has(origin) : site === 'cross-site' || site === 'same-site';
    next(isForeign ? new AppError('BAD_ORIGIN', 'Requests from this origin are not allowed.') : undefined);
  };
}

/** The one route that takes a form: files are not JSON. Its browsers are known by their origin alone. */
const FORM_PATHS: ReadonlySet<string> = new Set(['/api/attachments']);

/** Mail programs post a form here (RFC 8058). It is known by its signed path alone, and the body is not read. */
const ONE_CLICK_PATH = /^\/api\/email\/unsubscribe\/[^/]+$/;

/** A body must be JSON: a form that any page can post without asking must not reach a controller. */
export function jsonOnly(): RequestHandler {
  return (request: Request, _response: Response, next: NextFunction) => {
    const hasBody =
      request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
    const type = request.headers['content-type'] ?? '';
    const isJson = /^application\/json\s*(;|$)/i.test(type);
    const isForm = /^multipart\/form-data\s*(;|$)/i.test(type) && FORM_PATHS.has(request.path);
    const isOneClick = ONE_CLICK_PATH.test(request.path);
    if (SAFE_METHODS.has(request.method) || !hasBody || isJson || isForm || isOneClick) return next();
    next(new AppError('UNSUPPORTED_MEDIA_TYPE', 'Send JSON (Content-Type: application/json).'));
  };
}
