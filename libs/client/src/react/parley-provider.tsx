import { createContext, type ReactNode, useContext, useEffect } from 'react';
import type { Parley } from '../parley';

const ParleyContext = createContext<Parley | null>(null);

/** Gives the tree its Parley; connects while mounted. */
export function ParleyProvider({ parley, children }: { parley: Parley; children: ReactNode }): ReactNode {
  useEffect(() => {
    parley.start();
    return () => void parley.stop();
  }, [parley]);
  return <ParleyContext.Provider value={parley}>{children}</ParleyContext.Provider>;
}

/** The Parley of the nearest provider. */
export function useParley(): Parley {
  const parley = useContext(ParleyContext);
  if (!parley) throw new Error('useParley needs a ParleyProvider above it');
  return parley;
}
