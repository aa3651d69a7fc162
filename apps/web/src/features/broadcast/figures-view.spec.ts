import { toPoints } from './figures-view';

const at = (time: string) => Date.parse(`2026-01-01T${time}:00Z`);
const hour = (time: string, seen: number, read = 0, clicked = 0) => ({
  at: new Date(at(time)).toISOString(),
  seen,
  read,
  clicked,
});
const publishedAt = new Date(at('08:20')).toISOString();

describe(toPoints, () => {
  it('rises from nothing to what there is now', () => {
    const hours = [hour('08:00', 3, 1), hour('10:00', 2, 1, 1)];
    expect(toPoints({ hours }, publishedAt, at('10:30'))).toEqual([
      { at: at('08:20'), seen: 0, read: 0, clicked: 0 },
      { at: at('09:00'), seen: 3, read: 1, clicked: 0 },
      { at: at('10:30'), seen: 5, read: 2, clicked: 1 },
    ]);
  });

  it('is flat where nothing happened', () => {
    expect(toPoints({ hours: [] }, publishedAt, at('12:00'))).toEqual([
      { at: at('08:20'), seen: 0, read: 0, clicked: 0 },
      { at: at('12:00'), seen: 0, read: 0, clicked: 0 },
    ]);
    expect(toPoints({ hours: [hour('08:00', 1)] }, publishedAt, at('12:00'))).toHaveLength(3);
  });

  it('never goes back in time, whatever the clocks say', () => {
    const points = toPoints({ hours: [hour('07:00', 1)] }, publishedAt, at('08:10'));
    const times = points.map((point) => point.at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });
});
