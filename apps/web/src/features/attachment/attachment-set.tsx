import type { BubblePartProps } from '../chat/bubble-content';
import { CancelUpload } from './cancel-upload';
import { FileRow } from './file-row';
import { PictureGrid } from './picture-grid';
import { shownOf } from './shown';
import { UploadRow } from './upload-row';

/** The files of a message: pictures together, the others below one another. What is on its way takes no room of its own. */
export default function AttachmentSet({ entry }: BubblePartProps) {
  const all = shownOf(entry);
  const pictures = all.filter(({ kind }) => kind === 'image');
  const files = all.filter(({ kind }) => kind !== 'image');
  const uploading = entry.pending?.status === 'failed' ? null : entry.pending;
  return (
    <>
      {pictures.length > 0 && (
        <div className={files.length > 0 ? 'relative -mx-2 mb-0.5' : 'relative'}>
          <PictureGrid entry={entry} pictures={pictures} />
          {uploading && (
            <UploadRow
              pending={uploading}
              className="absolute inset-x-2 top-1.5 rounded-full bg-[rgb(20_16_10/0.65)] ps-3 pe-1 text-[#fff]"
            />
          )}
        </div>
      )}
      {files.map((file, index) => (
        <FileRow key={file.key} file={file} isOwn={entry.isOwn} uploading={uploading}>
          {uploading && index === 0 && pictures.length === 0 && <CancelUpload pending={uploading} />}
        </FileRow>
      ))}
    </>
  );
}
