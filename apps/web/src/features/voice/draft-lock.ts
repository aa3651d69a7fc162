/** One tab has a recording in its hands; the lock ends with the tab, also when it crashes. */
const nameOf = (draftId: string) => `parley-voice:${draftId}`;

/** Holds it until the answered function is called. */
export function holdDraft(draftId: string): () => void {
  let letGo = () => {};
  const isDone = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  // Where there are none, one tab at a time is the rule; browsers with a recorder have them.
  void navigator.locks?.request(nameOf(draftId), () => isDone);
  return letGo;
}

export async function isDraftHeld(draftId: string): Promise<boolean> {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return held.some(({ name }) => name === nameOf(draftId));
}
