/** Where this server finds the API; set by the start script, read at run time so that one build fits every place. */
export function apiUrl(): string {
  return process.env.API_URL ?? 'http://127.0.0.1:4000';
}
