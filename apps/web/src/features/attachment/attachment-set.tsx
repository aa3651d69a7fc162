import type { BubblePartProps } from '../chat/bubble-content';
import { FileRow } from './file-row';
import { PictureGrid } from './picture-grid';
import { shownOf } from './shown';
import { UploadLine } from './upload-line';

/** The files of a message: pictures together, the others below one another. */
export default function AttachmentSet({ entry }: BubblePartProps) {
  const all = shownOf(entry);
  const pictures = all.filter(({ kind }) => kind === 'image');
  return (
    <>
      {pictures.length > 0 && <PictureGrid entry={entry} pictures={pictures} />}
      {all.map((file) => file.kind !== 'image' && <FileRow key={file.key} file={file} isOwn={entry.isOwn} />)}
      {entry.pending && <UploadLine pending={entry.pending} />}
    </>
  );
}
