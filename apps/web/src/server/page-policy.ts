const HOST = /^[a-z0-9.[\]:-]+$/i;

/**
 * The Content-Security-Policy of one page. Scripts run by nonce only. Style attributes are allowed because a server
 * render writes them; pictures of listings come from the marketplace's own hosts.
 */
export function pagePolicy(nonce: string, host: string | null, isDevelopment: boolean): string {
  // Safari before 15.4 does not count a web socket of the same host as 'self'.
  const sockets = host && HOST.test(host) ? ` ws://${host} wss://${host}` : '';
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob: https:",
    // What was recorded or picked on this device plays before it is sent.
    "media-src 'self' blob:",
    "worker-src 'self'",
    "font-src 'self'",
    `connect-src 'self'${sockets}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
