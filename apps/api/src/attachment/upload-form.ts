import type { Config } from '../config/config';
import { TempFiles } from './temp-files';
import { TempStorage } from './uploaded-file';

/** How a form with a file is read: four short fields and one file, straight to the disk; names are UTF-8. */
export function uploadForm(config: Config) {
  return {
    storage: new TempStorage(new TempFiles(config)),
    defParamCharset: 'utf8',
    limits: {
      fileSize: config.limits.attachmentMaxBytes,
      files: 1,
      fields: 4,
      parts: 5,
      fieldNameSize: 32,
      fieldSize: 2_048,
      fieldNestingDepth: 0,
      headerPairs: 20,
    },
  };
}
