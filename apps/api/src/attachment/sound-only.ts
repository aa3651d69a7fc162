import type { ByteSource } from './byte-source';

/** Matroska: element TrackType (0x83) of one byte (0x81), 1 is video. Tracks come before the first cluster. */
const WEBM_VIDEO_TRACK = Buffer.from([0x83, 0x81, 0x01]);
const WEBM_CLUSTER = Buffer.from([0x1f, 0x43, 0xb6, 0x75]);
/** ISO media: a handler box names what its track holds, 12 bytes after the box's own name. */
const MP4_HANDLER = Buffer.from('hdlr', 'latin1');

/** Whether a sound file of a container format carries moving pictures, which nobody would see or check. */
export async function hasVideo(source: ByteSource, mimeType: string): Promise<boolean> {
  if (mimeType === 'audio/webm') {
    const cluster = await source.indexOf(WEBM_CLUSTER);
    return (await source.indexOf(WEBM_VIDEO_TRACK, 0, cluster < 0 ? source.size : cluster)) >= 0;
  }
  return mimeType === 'audio/mp4' && hasVideoHandler(source);
}

async function hasVideoHandler(source: ByteSource): Promise<boolean> {
  for (let at = await source.indexOf(MP4_HANDLER); at >= 0; at = await source.indexOf(MP4_HANDLER, at + 4)) {
    if ((await source.read(at + 12, 4)).toString('latin1') === 'vide') return true;
  }
  return false;
}
