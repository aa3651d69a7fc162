const lockName = (userId: string) => `parley-focus:${userId}`;

export interface FocusLock {
  /** True while somebody looks at any tab of this browser. */
  isAnyFocused(): Promise<boolean>;
  stop(): void;
}

/** Every tab holds a shared lock while it has the focus, so each can ask about all; one that crashes lets go of it. */
export function createFocusLock(userId: string): FocusLock {
  let release: (() => void) | null = null;

  const hold = () => {
    if (release || !navigator.locks) return;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    void navigator.locks.request(lockName(userId), { mode: 'shared' }, () => held);
  };
  const letGo = () => {
    release?.();
    release = null;
  };
  const look = () => (document.hasFocus() ? hold() : letGo());

  look();
  window.addEventListener('focus', hold);
  window.addEventListener('blur', letGo);
  return {
    async isAnyFocused() {
      if (document.hasFocus() || !navigator.locks) return document.hasFocus();
      const { held = [] } = await navigator.locks.query();
      return held.some(({ name }) => name === lockName(userId));
    },
    stop() {
      window.removeEventListener('focus', hold);
      window.removeEventListener('blur', letGo);
      letGo();
    },
  };
}
