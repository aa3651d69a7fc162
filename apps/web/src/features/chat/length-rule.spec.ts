import { measureText } from './length-rule';

describe('measureText', () => {
  it('is silent far below the limit', () => {
    expect(measureText('x'.repeat(3_499), 4_000)).toMatchObject({ isShown: false, isOver: false });
  });

  it('shows from 3,500 of 4,000', () => {
    expect(measureText('x'.repeat(3_500), 4_000)).toMatchObject({ used: 3_500, isShown: true, isOver: false });
  });

  it('counts code points as the server does', () => {
    expect(measureText('😀'.repeat(4_000), 4_000)).toMatchObject({ used: 4_000, isOver: false });
    expect(measureText('😀'.repeat(4_001), 4_000)).toMatchObject({ used: 4_001, isOver: true });
  });

  it('does not count the spaces at the end, which are not sent', () => {
    expect(measureText(`${'x'.repeat(4_000)}   \n`, 4_000).isOver).toBe(false);
  });
});
