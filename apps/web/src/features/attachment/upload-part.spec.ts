import type { PendingAttachment } from '@app/client';
import { buildAttachment } from '../../../../../libs/client/src/testing/build';
import { partOf } from './upload-part';

const file = (uploadId: string, size: number, attachmentId: string | null = null): PendingAttachment => {
  const { id: _id, ...shown } = buildAttachment({ size });
  return { ...shown, uploadId, attachmentId, file: null };
};

describe(partOf.name, () => {
  it('is nothing before the first byte, and then weighs files by their size', () => {
    const files = [file('small', 100), file('large', 900)];
    expect(partOf(files, {})).toBeNull();
    expect(partOf(files, { small: 1 })).toBe(0.1);
    expect(partOf(files, { small: 1, large: 0.5 })).toBe(0.55);
    expect(partOf([file('small', 100, 'a1'), file('large', 900)], {})).toBe(0.1);
    expect(partOf([file('small', 100, 'a1'), file('large', 900, 'a2')], {})).toBe(1);
  });
});
