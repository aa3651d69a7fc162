import { buildMessage } from '@/testing/build';
import { buildAttachment } from '../../../../../libs/client/src/testing/build';
import { heightOf, pictureRatio, spaceOf } from './bubble-space';
import { buildTimeline, type Entry } from './timeline';

const picture = (width: number | null, height: number | null) => buildAttachment({ kind: 'image', width, height });

function entryOf(attachments: ReturnType<typeof buildAttachment>[], type: Entry['type'] = 'image'): Entry {
  const items = [buildMessage(1, { type, attachments })];
  const { rows } = buildTimeline({
    items,
    pending: [],
    changes: [],
    firstUnreadSeq: null,
    meId: 'amel',
    timeZone: 'UTC',
  });
  const [row] = rows;
  if (row?.kind !== 'message') throw new Error('no message');
  return row.entry;
}

describe('the room of a bubble', () => {
  it.each([
    ['a landscape', [picture(1600, 1200)], '21rem', 4 / 3],
    ['a portrait', [picture(1200, 1600)], '16rem', 0.75],
    ['a very long one, cut', [picture(100, 1000)], '13rem', 0.6],
    ['a very wide one, cut', [picture(4000, 400)], '21rem', 2.4],
    ['one of unknown size', [picture(null, null)], '21rem', 1],
    ['two', [picture(1, 2), picture(2, 1)], '21rem', 2],
    ['three', [picture(1, 2), picture(2, 1), picture(1, 1)], '21rem', 1],
    ['ten, of which four are shown', Array.from({ length: 10 }, () => picture(1, 1)), '21rem', 1],
  ])('is known for %s', (_what, pictures, width, aspectRatio) => {
    expect(spaceOf(entryOf(pictures))).toMatchObject({ width, aspectRatio });
    expect(pictureRatio(pictures)).toBe(aspectRatio);
  });

  it('is known for files, alone and with pictures', () => {
    const file = buildAttachment();
    expect(spaceOf(entryOf([file, file], 'file'))).toEqual({ width: '17rem', minHeight: '7rem' });
    const both = entryOf([picture(1, 1), file], 'file');
    expect(heightOf(both)).toBe(18 + 0.125 + 3.5);
    expect(spaceOf(both)).toMatchObject({ width: '17rem', aspectRatio: 17 / heightOf(both) });
    expect(heightOf(entryOf([], 'text'))).toBe(0);
  });
});
