/** Loaded with the first file that is sent. */
export { uploadAll } from './upload-all';
export { uploadFile } from './upload-file';
