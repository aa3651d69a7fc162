'use client';

import { useEffect, useRef } from 'react';
import { cx } from '@/ui/cx';

interface StreamVideoProps {
  stream: MediaStream;
  label: string;
  /** As one sees oneself in a mirror. */
  isMirrored?: boolean;
  className?: string;
}

/** A moving picture without its sound, which is played elsewhere. */
export function StreamVideo({ stream, label, isMirrored = false, className }: StreamVideoProps) {
  const player = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (player.current) player.current.srcObject = stream;
  }, [stream]);
  return (
    <video
      ref={player}
      autoPlay
      muted
      playsInline
      aria-label={label}
      className={cx(isMirrored && '-scale-x-100', className)}
    />
  );
}
