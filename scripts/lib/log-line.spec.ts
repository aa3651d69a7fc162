import { evaluate } from '../testing/node-process';

const present = (line: string, stream = 'stdout') =>
  evaluate<string | null>('presentLine from log-line', `return presentLine(${JSON.stringify(line)}, '${stream}')`);

describe('presentLine', () => {
  it('hides the everyday', async () => {
    expect(await present('{"level":30,"msg":"request completed"}')).toBeNull();
    expect(await present(' ✓ Ready in 312ms')).toBeNull();
    expect(await present('', 'stderr')).toBeNull();
  });

  it('shows warnings and errors in short, with their cause', async () => {
    expect(await present('{"level":40,"msg":"slow"}')).toBe('warn slow');
    expect(await present('{"level":50,"msg":"send failed","err":{"message":"disk full"}}')).toBe(
      'error send failed: disk full',
    );
    expect(await present('{"level":60,"err":{"message":"disk full"}}')).toBe('error : disk full');
  });

  it('shows what is no log entry when it is alarming', async () => {
    expect(await present(' ⨯ Failed to compile')).toBe(' ⨯ Failed to compile');
    expect(await present('anything', 'stderr')).toBe('anything');
    expect(await present('{ not json', 'stderr')).toBe('{ not json');
  });
});
