import type { AttachmentDto } from '@app/contracts';
import type { CSSProperties } from 'react';
import type { Entry } from './timeline';

type Sized = Pick<AttachmentDto, 'kind' | 'width' | 'height'>;

/** In rem: the longest side of pictures and the shortest one, and what one file takes. */
const PICTURE_MAX = 20;
const PICTURE_MIN = 9;
const FILE_WIDTH = 17;
const FILE_HEIGHT = 3.5;
/** In rem: pictures reach so far into the padding of their bubble, at each side and above and below. */
const REACH_X = 0.5;
const REACH_Y = 0.125;
const VOICE = { width: '17rem', minHeight: '2.75rem' };
/** One line about an offer; offers themselves are cards. */
const OFFER = { minHeight: '1.25rem' };
/** Of more pictures than these the last one tells how many are left. */
export const PICTURES_SHOWN = 4;

/** The room that the content of a bubble takes, known before its code and its pictures are there. */
export function spaceOf(entry: Entry): CSSProperties {
  if (entry.type === 'voice') return VOICE;
  if (entry.type === 'offer') return OFFER;
  const { pictures, files } = countOf(entry);
  if (files > 0) {
    const width = `${FILE_WIDTH}rem`;
    const height = heightOf(entry);
    if (pictures.length === 0) return { width, minHeight: `${height}rem` };
    // Pictures are lower on a narrow screen
    return { width, aspectRatio: FILE_WIDTH / height, marginTop: `${-REACH_Y}rem` };
  }
  const ratio = pictureRatio(pictures);
  return {
    width: `${pictureWidth(pictures.length, ratio) + 2 * REACH_X}rem`,
    maxWidth: `calc(100% + ${2 * REACH_X}rem)`,
    aspectRatio: ratio,
    // A text below keeps its distance
    margin: `${-REACH_Y}rem ${-REACH_X}rem ${entry.text ? REACH_Y : -REACH_Y}rem`,
  };
}

/** In rem, where nothing is narrower than it wants to be. */
export function heightOf(entry: Entry): number {
  if (entry.type === 'text') return 0;
  if (entry.type === 'voice' || entry.type === 'offer') return parseFloat(VOICE.minHeight);
  const { pictures, files } = countOf(entry);
  const ratio = pictureRatio(pictures);
  const width = files > 0 ? FILE_WIDTH : pictureWidth(pictures.length, ratio);
  const gap = files > 0 ? REACH_Y : 0;
  return (pictures.length > 0 ? (width + 2 * REACH_X) / ratio + gap : 0) + files * FILE_HEIGHT;
}

function countOf({ message, pending }: Entry) {
  const all: readonly Sized[] = message?.attachments ?? pending?.attachments ?? [];
  const pictures = all.filter(({ kind }) => kind === 'image');
  return { pictures, files: all.length - pictures.length };
}

/** Width by height of the box of all pictures of a message; two in a row. */
export function pictureRatio(pictures: readonly Sized[]): number {
  if (pictures.length > 1) return 2 / Math.ceil(Math.min(pictures.length, PICTURES_SHOWN) / 2);
  const { width, height } = pictures[0] ?? {};
  // What is longer is cut: it is seen whole when it is opened.
  return width && height ? Math.min(2.4, Math.max(0.6, width / height)) : 1;
}

function pictureWidth(count: number, ratio: number): number {
  return count > 1 || ratio >= 1 ? PICTURE_MAX : Math.max(PICTURE_MIN, PICTURE_MAX * ratio);
}
