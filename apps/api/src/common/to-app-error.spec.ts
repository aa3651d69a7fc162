import { MongoBulkWriteError, MongoNetworkError } from 'mongodb';
import { AppError } from './app-error';
import { toAppError } from './to-app-error';

describe(toAppError.name, () => {
  it('says that the disk is full, which passes, for a file and for the database', () => {
    for (const code of ['ENOSPC', 'EDQUOT']) {
      const error = toAppError(Object.assign(new Error('write'), { code }));
      expect(error).toMatchObject({ code: 'STORAGE_FULL', status: 503, retryAfterMs: 5_000 });
    }
  });

  it('says that the database is away, which passes, also of a bulk that it ended', () => {
    const gone = new MongoNetworkError('connection 58 closed');
    const bulk = new MongoBulkWriteError(gone as never, { getWriteErrors: () => [] } as never);
    for (const thrown of [gone, bulk]) {
      expect(toAppError(thrown)).toMatchObject({ code: 'UNAVAILABLE', status: 503, retryAfterMs: 1_000 });
    }
  });

  it('leaves what was meant, and tells nothing of what was not', () => {
    const meant = new AppError('QUOTA', 'Enough.');
    expect(toAppError(meant)).toBe(meant);
    for (const thrown of [new Error('secret path /srv'), 'text', null, undefined, { code: 'ENOENT' }]) {
      expect(toAppError(thrown)).toMatchObject({ code: 'INTERNAL', message: 'Something went wrong on our side.' });
    }
  });
});
