import type { PreferencesDto } from '@app/contracts';
import { BUILT_IN, withChoices } from '../preference/preference-matrix';
import { type Addressee, decideEmail, decidePush } from './decide';
import type { Occasion } from './occasion';

const NOON = new Date('2026-06-01T12:00:00Z');
const NIGHT = new Date('2026-06-01T23:30:00Z');
const BATCH_MS = 120_000;

const buildOccasion = (overrides: Partial<Occasion> = {}): Occasion => ({
  userId: 'u1',
  type: 'message',
  category: 'message',
  groupKey: 'chat:c1',
  seq: 1,
  senderId: 'u2',
  title: '',
  data: {},
  isCritical: false,
  at: NOON,
  ...overrides,
});

const buildAddressee = (choices: Partial<PreferencesDto> = {}, overrides: Partial<Addressee> = {}): Addressee => ({
  preferences: withChoices(BUILT_IN, choices),
  timeZone: 'UTC',
  hasAddress: true,
  hasDevice: true,
  ...overrides,
});

const quietHours = { isOn: true, from: '22:00', to: '07:00' };
const critical = buildOccasion({ isCritical: true });
const security = buildOccasion({ type: 'security', category: 'security' });
const nothing = { inApp: true, push: false, email: false };
const withoutMessages = { channels: { ...BUILT_IN.channels, message: nothing } };

describe(decidePush.name, () => {
  const push = (occasion: Occasion, addressee: Addressee, now = NOON) => {
    const { decision, runAt } = decidePush(occasion, addressee, now);
    return [decision.outcome, decision.reason, runAt?.getTime() === now.getTime()];
  };

  it.each<[string, Occasion, Addressee, Date, unknown[]]>([
    ['at once', buildOccasion(), buildAddressee(), NOON, ['queued', null, true]],
    ['not when unwanted', buildOccasion(), buildAddressee(withoutMessages), NOON, ['suppressed', 'preference', false]],
    [
      'not without a device',
      buildOccasion(),
      buildAddressee({}, { hasDevice: false }),
      NOON,
      ['suppressed', 'noDevice', false],
    ],
    ['not in quiet hours', buildOccasion(), buildAddressee({ quietHours }), NIGHT, ['suppressed', 'quietHours', false]],
    ['outside of quiet hours', buildOccasion(), buildAddressee({ quietHours }), NOON, ['queued', null, true]],
    ['in quiet hours when critical', critical, buildAddressee({ quietHours }), NIGHT, ['queued', null, true]],
    ['in quiet hours for security', security, buildAddressee({ quietHours }), NIGHT, ['queued', null, true]],
    [
      'never against a preference',
      critical,
      buildAddressee(withoutMessages),
      NOON,
      ['suppressed', 'preference', false],
    ],
  ])('%s', (_, occasion, addressee, now, expected) => {
    expect(push(occasion, addressee, now)).toEqual(expected);
  });
});

describe(decideEmail.name, () => {
  const email = (occasion: Occasion, addressee: Addressee, now = NOON) => {
    const { decision, runAt } = decideEmail(occasion, addressee, now, BATCH_MS);
    return [decision.outcome, decision.reason, runAt?.toISOString() ?? null];
  };

  it.each<[string, Occasion, Addressee, Date, unknown[]]>([
    ['after two minutes', buildOccasion(), buildAddressee(), NOON, ['queued', null, '2026-06-01T12:02:00.000Z']],
    [
      'at once when critical',
      critical,
      buildAddressee({ digest: 'daily' }),
      NOON,
      ['queued', null, NOON.toISOString()],
    ],
    ['not when unwanted', buildOccasion(), buildAddressee(withoutMessages), NOON, ['suppressed', 'preference', null]],
    [
      'not without an address',
      buildOccasion(),
      buildAddressee({}, { hasAddress: false }),
      NOON,
      ['suppressed', 'noAddress', null],
    ],
    [
      'in the morning',
      buildOccasion(),
      buildAddressee({ quietHours }),
      NIGHT,
      ['held', 'quietHours', '2026-06-02T07:00:00.000Z'],
    ],
    [
      'with the hour',
      buildOccasion(),
      buildAddressee({ digest: 'hourly' }),
      NOON,
      ['held', 'digest', '2026-06-01T13:00:00.000Z'],
    ],
    [
      'with the day',
      buildOccasion(),
      buildAddressee({ digest: 'daily' }),
      NOON,
      ['held', 'digest', '2026-06-02T08:00:00.000Z'],
    ],
    [
      'with the day of the reader’s zone',
      buildOccasion(),
      buildAddressee({ digest: 'daily' }, { timeZone: 'Africa/Algiers' }),
      NOON,
      ['held', 'digest', '2026-06-02T07:00:00.000Z'],
    ],
    [
      'after quiet hours that hold the digest too',
      buildOccasion(),
      buildAddressee({ digest: 'daily', quietHours: { isOn: true, from: '06:00', to: '10:00' } }),
      NOON,
      ['held', 'quietHours', '2026-06-02T10:00:00.000Z'],
    ],
  ])('%s', (_, occasion, addressee, now, expected) => {
    expect(email(occasion, addressee, now)).toEqual(expected);
  });
});
