import { xhrFetch } from './xhr-fetch';

/** As much of a browser's as is used; the test plays the network. */
class FakeXhr {
  static last: FakeXhr;
  upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
  onload = () => undefined as unknown;
  onerror = () => undefined as unknown;
  onabort = () => undefined as unknown;
  status = 0;
  response = '';
  readonly sent: unknown[] = [];
  constructor() {
    FakeXhr.last = this;
  }
  open = (...call: unknown[]) => this.sent.push(call);
  setRequestHeader = (...header: unknown[]) => this.sent.push(header);
  send = (body: unknown) => this.sent.push(body);
  abort = () => this.onabort();
}

beforeEach(() => {
  jest.useFakeTimers();
  Object.assign(globalThis, { XMLHttpRequest: FakeXhr });
});

afterEach(() => {
  jest.useRealTimers();
  Reflect.deleteProperty(globalThis, 'XMLHttpRequest');
});

describe(xhrFetch.name, () => {
  const begin = (signal?: AbortSignal) => {
    const parts: number[] = [];
    const init = { method: 'POST', body: new FormData(), headers: { accept: 'application/json' }, signal };
    return { parts, answer: xhrFetch((part) => parts.push(part))('/api/attachments', init) };
  };

  it('tells how much is sent, and answers as fetch does', async () => {
    const { parts, answer } = begin();
    FakeXhr.last.upload.onprogress?.({ loaded: 5, total: 20 });
    Object.assign(FakeXhr.last, { status: 415, response: '{"success":false}' });
    FakeXhr.last.onload();
    const response = await answer;
    expect(parts).toEqual([0.25]);
    expect(FakeXhr.last.sent.slice(0, 2)).toEqual([
      ['POST', '/api/attachments'],
      ['accept', 'application/json'],
    ]);
    expect([response.status, await response.json()]).toEqual([415, { success: false }]);
  });

  it('fails when the network moves nothing for half a minute, but not while it moves', async () => {
    const { answer } = begin();
    const failed = expect(answer).rejects.toMatchObject({ name: 'TimeoutError' });
    for (const loaded of [1, 2, 3]) {
      jest.advanceTimersByTime(29_000);
      FakeXhr.last.upload.onprogress?.({ loaded, total: 20 });
    }
    const { sent } = FakeXhr.last;
    expect(sent).toHaveLength(3);
    jest.advanceTimersByTime(30_000);
    await failed;
  });

  it('ends when it is told to, also before it began', async () => {
    const controller = new AbortController();
    const running = expect(begin(controller.signal).answer).rejects.toMatchObject({ name: 'AbortError' });
    controller.abort();
    await running;
    await expect(begin(controller.signal).answer).rejects.toMatchObject({ name: 'AbortError' });
    expect(FakeXhr.last.sent.some((part) => part instanceof FormData)).toBe(false);
  });
});
