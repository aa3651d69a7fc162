import { armFailpoint, failpoint } from './failpoint';

describe(failpoint.name, () => {
  const kill = jest.spyOn(process, 'kill').mockReturnValue(true);

  afterEach(() => {
    armFailpoint(null);
    kill.mockClear();
  });

  it('does nothing while none is armed', () => {
    failpoint('beforeInsert');
    expect(kill).not.toHaveBeenCalled();
  });

  it('ends the process as kill -9 would, at its own place and the time that was asked for', () => {
    armFailpoint({ name: 'afterInsert', at: 2 });
    failpoint('beforeInsert');
    failpoint('afterInsert');
    failpoint('beforeInsert');
    expect(kill).not.toHaveBeenCalled();
    failpoint('afterInsert');
    expect(kill).toHaveBeenCalledWith(process.pid, 'SIGKILL');
  });
});
