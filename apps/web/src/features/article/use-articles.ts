'use client';

import { type Articles, articlesOf } from '@app/client/desk';
import { useParley } from '@app/client/react';
import { useMemo } from 'react';

export function useArticles(): Articles {
  const { rest } = useParley();
  return useMemo(() => articlesOf(rest), [rest]);
}
