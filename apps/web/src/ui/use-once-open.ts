'use client';

import { useState } from 'react';

/** True from the first opening on: what is seldom opened is loaded then, and stays for its closing animation. */
export function useOnceOpen(isOpen: boolean): boolean {
  const [wasOpen, setWasOpen] = useState(isOpen);
  if (isOpen && !wasOpen) setWasOpen(true);
  return isOpen || wasOpen;
}
