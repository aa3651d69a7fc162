import { ParleyError, type Rest } from '@app/client';
import type { DemoAccountDto } from '@app/contracts';

/** None unless the server runs in demo mode; a server that is away must not take the form with it. */
export async function loadDemoAccounts(rest: Rest): Promise<DemoAccountDto[]> {
  try {
    return await rest.auth.demoAccounts();
  } catch (thrown) {
    if (thrown instanceof ParleyError) return [];
    throw thrown;
  }
}
