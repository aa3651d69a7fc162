'use client';

import { useLocale } from 'next-intl';
import { useMemo } from 'react';

const UNITS = ['byte', 'kilobyte', 'megabyte'] as const;

/** A number of bytes as people of this language read it: 820 kB, 4.2 MB. */
export function useFileSize(): (bytes: number) => string {
  const locale = useLocale();
  return useMemo(() => {
    const formats = UNITS.map(
      (unit, power) =>
        new Intl.NumberFormat(locale, {
          style: 'unit',
          unit,
          unitDisplay: power === 0 ? 'long' : 'short',
          maximumFractionDigits: power === 2 ? 1 : 0,
        }),
    );
    return (bytes) => {
      const power = bytes < 1_000 ? 0 : bytes < 1_000_000 ? 1 : 2;
      return formats[power]?.format(bytes / 1_000 ** power) ?? '';
    };
  }, [locale]);
}
