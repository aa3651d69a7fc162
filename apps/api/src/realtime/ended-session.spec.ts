import { SOCKET_PATH } from '@app/contracts';
import { io } from 'socket.io-client';
import { SessionService } from '../auth/session.service';
import { TokenService } from '../auth/token.service';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, type TestPerson } from '../testing/test-person';
import { Broadcaster } from './broadcaster';
import { Presence } from './presence';

/** How the service asks the database; private, and the only place where an answer can be held back. */
interface Asking {
  lookUp(sessionIds: string[]): Promise<Map<string, boolean>>;
}

describe('a session that ends while somebody comes with it', () => {
  let server: TestApp;
  let amel: TestPerson;
  let sessions: SessionService;
  let sessionId: string;

  beforeAll(async () => {
    server = await startTestApp();
    sessions = server.app.get(SessionService);
  });

  afterAll(() => server?.stop());

  beforeEach(async () => {
    amel = await buildPerson(server, { name: 'Amel Haddad' });
    sessionId = server.app.get(TokenService).verify(amel.session.accessToken).sid;
  });

  afterEach(() => {
    jest.restoreAllMocks();
    amel.disconnect();
  });

  it('leaves no socket behind when it ends in the middle of the handshake', async () => {
    jest.spyOn(server.app.get(Presence), 'socketCountOf').mockImplementationOnce(async () => {
      await sessions.revoke(sessionId);
      return 0;
    });
    const socket = io(server.url, {
      path: SOCKET_PATH,
      transports: ['websocket'],
      auth: { token: amel.session.accessToken },
      reconnection: false,
      forceNew: true,
    });
    const heard: string[] = [];
    socket.onAny((fact: string) => heard.push(fact));
    await new Promise((resolve) => {
      socket.once('disconnect', resolve);
      socket.once('ready', resolve);
      socket.once('connect_error', resolve);
    });
    expect(heard).toEqual([]);
    expect(server.app.get(Broadcaster).ownSockets()).toEqual([]);
    await expect(amel.connect()).rejects.toMatchObject({ data: { code: 'SESSION_REVOKED' } });
  });

  it('stays ended when the database was asked before, and answers after', async () => {
    jest.spyOn(sessions as unknown as Asking, 'lookUp').mockImplementationOnce(async (ids) => {
      await sessions.revoke(sessionId);
      return new Map(ids.map((id) => [id, true]));
    });
    await expect(sessions.requireLive(sessionId)).rejects.toMatchObject({ code: 'SESSION_REVOKED' });
    await expect(amel.connect()).rejects.toMatchObject({ data: { code: 'SESSION_REVOKED' } });
  });
});
