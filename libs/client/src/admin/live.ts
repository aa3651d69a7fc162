import type { LiveFiguresDto } from '@app/contracts';
import type { Rest } from '../rest/rest';

/** What every API process does now; admins only. Throws `ParleyError`. */
export const readLiveFigures = ({ call }: Rest): Promise<LiveFiguresDto> => call({ method: 'GET', path: 'ops/live' });
