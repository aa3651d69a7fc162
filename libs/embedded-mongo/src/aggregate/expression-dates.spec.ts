import type { Document } from 'mongodb';
import { openTestDatabase, type TestDatabase } from '../testing/database';

const utc = (text: string) => new Date(`${text}Z`);

describe('date expressions', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase();
    await database.db.collection<Document & { _id: number }>('one').insertOne({ _id: 1, none: null });
  });

  afterAll(() => database.close());

  it.each<[unknown, unknown]>([
    [{ $year: new Date('2014-01-01T00:30:00Z') }, 2014],
    [{ $dayOfMonth: { date: new Date('2014-01-01T00:30:00Z'), timezone: 'America/New_York' } }, 31],
    [{ $isoWeek: new Date('2016-01-04T00:00:00Z') }, 1],
    [{ $dateTrunc: { date: new Date('2021-03-20T11:30:05Z'), unit: 'month' } }, new Date('2021-03-01T00:00:00Z')],
    [
      { $dateTrunc: { date: new Date('2021-03-28T22:30:00Z'), unit: 'day', timezone: 'Europe/Berlin' } },
      new Date('2021-03-28T22:00:00Z'),
    ],
    [
      { $dateAdd: { startDate: new Date('2021-01-31T00:00:00Z'), unit: 'month', amount: 1 } },
      new Date('2021-02-28T00:00:00Z'),
    ],
    [
      {
        $dateDiff: {
          startDate: new Date('2021-01-30T00:00:00Z'),
          endDate: new Date('2021-03-01T00:00:00Z'),
          unit: 'month',
        },
      },
      2,
    ],
    [{ $week: utc('2016-01-04T00:00:00') }, 1],
    [{ $isoWeekYear: utc('2015-12-31T00:00:00') }, 2015],
    [{ $dayOfYear: utc('2014-12-31T00:00:00') }, 365],
    [{ $hour: { date: '$none', timezone: 'Europe/Berlin' } }, null],
    [
      { $dateToString: { date: utc('2014-02-10T21:13:23.011'), format: '%H:%M:%S:%L%z %j %V', timezone: '+0430' } },
      '01:43:23:011+0430 042 07',
    ],
    [{ $dateFromString: { dateString: '2017-02-08T12:10:40.787' } }, utc('2017-02-08T12:10:40.787')],
    [{ $dateFromString: { dateString: '2017-02-08', timezone: 'America/New_York' } }, utc('2017-02-08T05:00:00')],
    [{ $dateFromString: { dateString: '06-15-2018', format: '%m-%d-%Y' } }, utc('2018-06-15T00:00:00')],
    [{ $dateFromString: { dateString: '2017-02-30', onError: 'bad' } }, 'bad'],
    [{ $dateFromParts: { year: 2017, month: 14, day: 1, hour: 12 } }, utc('2018-02-01T12:00:00')],
    [{ $dateFromParts: { isoWeekYear: 2017, isoWeek: 6, isoDayOfWeek: 3 } }, utc('2017-02-08T00:00:00')],
    [
      { $dateToParts: { date: utc('2017-01-01T01:29:09.123'), timezone: 'America/New_York' } },
      { year: 2016, month: 12, day: 31, hour: 20, minute: 29, second: 9, millisecond: 123 },
    ],
    [
      { $dateToParts: { date: utc('2017-01-01T01:29:09.123'), iso8601: true } },
      { isoWeekYear: 2016, isoWeek: 52, isoDayOfWeek: 7, hour: 1, minute: 29, second: 9, millisecond: 123 },
    ],
    [
      { $dateTrunc: { date: utc('2020-05-18T14:10:30'), unit: 'hour', binSize: 2, timezone: 'America/Los_Angeles' } },
      utc('2020-05-18T14:00:00'),
    ],
    [{ $dateTrunc: { date: utc('2020-05-18T14:10:30'), unit: 'week' } }, utc('2020-05-17T00:00:00')],
    [
      { $dateTrunc: { date: utc('2020-05-18T14:10:30'), unit: 'week', binSize: 2, startOfWeek: 'Monday' } },
      utc('2020-05-11T00:00:00'),
    ],
    [{ $dateTrunc: { date: utc('2021-08-20T00:00:00'), unit: 'month', binSize: 6 } }, utc('2021-07-01T00:00:00')],
    [
      { $dateSubtract: { startDate: utc('2021-03-31T12:10:05'), unit: 'month', amount: 1 } },
      utc('2021-02-28T12:10:05'),
    ],
    [
      { $dateAdd: { startDate: utc('2020-10-31T12:10:05'), unit: 'day', amount: 1, timezone: 'America/New_York' } },
      utc('2020-11-01T13:10:05'),
    ],
    [
      {
        $dateDiff: {
          startDate: utc('2020-11-01T04:00:00'),
          endDate: utc('2020-11-02T05:00:00'),
          unit: 'hour',
          timezone: 'America/New_York',
        },
      },
      25,
    ],
    [
      {
        $dateDiff: {
          startDate: utc('2021-01-24T00:00:00'),
          endDate: utc('2021-01-25T00:00:00'),
          unit: 'week',
          startOfWeek: 'monday',
        },
      },
      1,
    ],
  ])('evaluate %j', async (expression, expected) => {
    const pipeline = [{ $project: { _id: 0, v: expression } }];
    const [row] = await database.db.collection('one').aggregate(pipeline).toArray();
    expect((row as Document).v).toEqual(expected);
  });
});
