import { ConfigError, loadConfig } from './config';

const GOOD = {
  MONGODB_URI: 'mongodb://127.0.0.1:27017',
  JWT_SECRET: 'k8Vq2mWz7Rt5Yp1Nc4Xb9Jd6Hs3Lf0Ga',
  PUBLIC_URL: 'https://chat.example.org',
};

const S3 = {
  S3_ENDPOINT: 'https://s3.example.org',
  S3_BUCKET: 'files',
  S3_ACCESS_KEY: 'key',
  S3_SECRET_KEY: 'secret',
};

describe(loadConfig.name, () => {
  it('fills in what a first start does not say', () => {
    const config = loadConfig({ ...GOOD, PUBLIC_URL: undefined, PORT: '3105' });
    expect(config.publicUrl).toBe('http://localhost:3105');
    expect(config.allowedOrigins).toEqual(['http://localhost:3105', 'http://127.0.0.1:3105']);
    expect(config).toMatchObject({ isProduction: false, isDemo: false, hasRateLimits: true, host: '127.0.0.1' });
  });

  it.each([
    ['JWT_SECRET', undefined, 'JWT_SECRET'],
    ['JWT_SECRET', 'short', 'JWT_SECRET'],
    ['MONGODB_URI', undefined, 'MONGODB_URI'],
    ['MONGODB_URI', '', 'MONGODB_URI'],
    ['ALLOWED_ORIGINS', '*', 'ALLOWED_ORIGINS'],
    ['ALLOWED_ORIGINS', '', 'ALLOWED_ORIGINS'],
    ['API_PORT', '70000', 'API_PORT'],
    ['PUBLIC_URL', 'not a url', 'PUBLIC_URL'],
    ['RATE_LIMITS', 'perhaps', 'RATE_LIMITS'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL'],
    ['FAILPOINT', 'afterLunch:2', 'FAILPOINT'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318', 'OTEL_EXPORTER_OTLP_ENDPOINT'],
    ['FAILPOINT', 'afterInsert:0', 'FAILPOINT'],
    ['TICKET_CLOSE_AFTER_DAYS', '0', 'TICKET_CLOSE_AFTER_DAYS'],
    ['TICKET_RETENTION_DAYS', 'a year', 'TICKET_RETENTION_DAYS'],
    ['SERVER_KEYS', 'k8Vq2mWz7Rt5Yp1Nc4Xb9Jd6Hs3Lf0Ga, short', 'SERVER_KEYS'],
    ['MAIL_AT_ONCE', '0', 'MAIL_AT_ONCE'],
    ['MAIL_AT_ONCE', '2.5', 'MAIL_AT_ONCE'],
    ['MAIL_AT_ONCE', '51', 'MAIL_AT_ONCE'],
  ])('refuses %s=%s and names it', (name, value, variable) => {
    expect(() => loadConfig({ ...GOOD, [name]: value })).toThrow(
      expect.objectContaining({ variable, constructor: ConfigError }),
    );
  });

  it('reads the keys of the marketplace, and has none by default', () => {
    const keys = ['k8Vq2mWz7Rt5Yp1Nc4Xb9Jd6Hs3Lf0Ga', 'Zt4Hw8Ks2Lq6Vb0Nx5Cm9Rp3Jd7Fg1Ya'];
    expect(loadConfig({ ...GOOD, SERVER_KEYS: keys.join(' , ') }).serverKeys).toEqual(keys);
    expect(loadConfig(GOOD).serverKeys).toEqual([]);
  });

  it('sends the letters of a broadcast one after the other, or as many at once as is said', () => {
    expect(loadConfig(GOOD).mail.atOnce).toBe(1);
    expect(loadConfig({ ...GOOD, MAIL_AT_ONCE: '8' }).mail.atOnce).toBe(8);
  });

  it('keeps files in the data folder, or in the folder or bucket that is named', () => {
    expect(loadConfig({ ...GOOD, DATA_DIR: '/srv/parley' }).files).toEqual({ dir: '/srv/parley/files', s3: null });
    expect(loadConfig({ ...GOOD, DATA_DIR: '/srv/parley', FILES_DIR: '/mnt/files' }).files.dir).toBe('/mnt/files');
    expect(loadConfig({ ...GOOD, ...S3 }).files.s3).toEqual({
      endpoint: new URL('https://s3.example.org'),
      bucket: 'files',
      region: 'us-east-1',
      accessKey: 'key',
      secretKey: 'secret',
    });
  });

  it.each([
    ['S3_ENDPOINT', undefined],
    ['S3_ENDPOINT', 's3.example.org'],
    ['S3_ENDPOINT', 'ftp://s3.example.org'],
    ['S3_ENDPOINT', 'https://s3.example.org/files'],
    ['S3_ACCESS_KEY', undefined],
    ['S3_SECRET_KEY', ''],
  ])('refuses a bucket with %s=%s', (variable, value) => {
    expect(() => loadConfig({ ...GOOD, ...S3, [variable]: value })).toThrow(expect.objectContaining({ variable }));
  });

  it('reads where the process is to end, for tests of crashes', () => {
    expect(loadConfig({ ...GOOD, FAILPOINT: 'afterInsert:3' }).failpoint).toEqual({ name: 'afterInsert', at: 3 });
    expect(loadConfig(GOOD).failpoint).toBeNull();
  });

  describe('in production', () => {
    const production = { ...GOOD, NODE_ENV: 'production' };

    it('takes a sound configuration', () => {
      expect(loadConfig(production).isProduction).toBe(true);
    });

    it.each([
      ['JWT_SECRET', 'change-me-change-me-change-me-change-me'],
      ['JWT_SECRET', 'your-secret-key-your-secret-key-12345'],
      ['SERVER_KEYS', 'change-me-change-me-change-me-change-me'],
      ['DEMO', 'true'],
      ['RATE_LIMITS', 'off'],
      ['FAILPOINT', 'afterInsert'],
      ['PUBLIC_URL', 'http://chat.example.org'],
      ['MONGODB_URI', 'mongodb://db.example.org:27017'],
    ])('refuses %s=%s', (name, value) => {
      expect(() => loadConfig({ ...production, [name]: value })).toThrow(expect.objectContaining({ variable: name }));
    });

    it('takes a database on another host when it has credentials', () => {
      const uri = 'mongodb://parley:pass@db.example.org:27017/?replicaSet=rs0';
      expect(loadConfig({ ...production, MONGODB_URI: uri }).mongodbUri).toBe(uri);
    });
  });
});
