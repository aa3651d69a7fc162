import { LinePace } from './line-pace';

describe(LinePace.name, () => {
  afterEach(() => jest.restoreAllMocks());

  it('is a guess until somebody was served, and then what was measured', () => {
    const pace = new LinePace(5);
    expect(pace.waitMs(10)).toBe(50);
    pace.served(100, 200);
    expect(pace.waitMs(10)).toBe(20);
    pace.served(50, 200);
    expect(pace.waitMs(10)).toBe(30);
  });

  it('gives each who is sent away a time of their own, one after the other as they can be served', () => {
    jest.spyOn(performance, 'now').mockReturnValue(1_000);
    const pace = new LinePace(10);
    expect([1, 2, 3].map(() => pace.appointmentMs(100))).toEqual([510, 520, 530]);
  });

  it('gives no time that is past, none at once, and none far away', () => {
    const clock = jest.spyOn(performance, 'now').mockReturnValue(1_000);
    const pace = new LinePace(10);
    pace.appointmentMs(100);
    clock.mockReturnValue(60_000);
    expect(pace.appointmentMs(100)).toBe(510);
    expect(new LinePace(1).appointmentMs(0)).toBe(250);
    expect(new LinePace(10).appointmentMs(1_000_000)).toBe(60_000);
  });
});
