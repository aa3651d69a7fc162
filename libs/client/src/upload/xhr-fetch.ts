/// <reference lib="dom" />

/** A network that moves no byte for this long has failed. */
const STALL_MS = 30_000;

/** `fetch` for an upload that tells how much is sent, which `fetch` itself cannot. Node has no XMLHttpRequest. */
export function xhrFetch(onProgress: (part: number) => void): typeof fetch {
  return (input, init = {}) =>
    new Promise((resolve, reject) => {
      const xhr = new XMLHttpRequest();
      let stall: ReturnType<typeof setTimeout>;
      const fail = (name: string) => () => {
        clearTimeout(stall);
        reject(new DOMException(`The upload ended: ${name}`, name));
      };
      const timeOut = fail('TimeoutError');
      const watch = () => {
        clearTimeout(stall);
        stall = setTimeout(() => {
          timeOut();
          xhr.abort();
        }, STALL_MS);
      };
      xhr.open(init.method ?? 'POST', String(input));
      for (const [name, value] of Object.entries(init.headers ?? {})) xhr.setRequestHeader(name, value);
      xhr.upload.onprogress = ({ loaded, total }) => {
        watch();
        onProgress(total > 0 ? loaded / total : 0);
      };
      xhr.onload = () => {
        clearTimeout(stall);
        resolve(new Response(xhr.response, { status: xhr.status }));
      };
      xhr.onerror = fail('NetworkError');
      xhr.onabort = fail('AbortError');
      init.signal?.addEventListener('abort', () => xhr.abort());
      if (init.signal?.aborted) return fail('AbortError')();
      watch();
      xhr.send(init.body as FormData);
    });
}
