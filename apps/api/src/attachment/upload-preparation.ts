import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { AttachmentKind } from '@app/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { Turnstile } from '../common/turnstile';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import type { Attachment } from './attachment.schema';
import { cleanImage } from './clean-image';
import { knowFile } from './file-kind';
import { describePicture } from './picture';
import { fileType } from './polyglot';
import { TempFiles } from './temp-files';
import type { UploadDto } from './upload.dto';
import type { UploadedFile } from './uploaded-file';

const NO_PICTURE = { width: null, height: null, placeholder: null };
const NO_SOUND = { durationMs: null, peaks: null };

/** A file as it will be stored: temporary files, and what its row says of it. */
export interface PreparedFile {
  path: string;
  /** Null when it is no picture. */
  thumbnailPath: string | null;
  facts: Pick<
    Attachment,
    'kind' | 'name' | 'mimeType' | 'size' | 'width' | 'height' | 'placeholder' | 'durationMs' | 'peaks'
  >;
}

/** Looks at what was uploaded, cleans it, and draws its thumbnail: few at once, as pictures take memory. */
@Injectable()
export class UploadPreparation {
  private readonly turnstile = new Turnstile(Math.min(2, availableParallelism()));

  constructor(
    private readonly temp: TempFiles,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** What is prepared is there while `use` runs, and removed after it. */
  run<T>(file: UploadedFile, input: UploadDto, use: (prepared: PreparedFile) => Promise<T>): Promise<T> {
    return this.turnstile.run(async () => {
      const [cleanPath, thumbnailPath] = [await this.temp.newPath(), await this.temp.newPath()];
      try {
        return await use(await this.prepare(file, input, cleanPath, thumbnailPath));
      } finally {
        await this.temp.remove(cleanPath, thumbnailPath);
      }
    });
  }

  private async prepare(
    file: UploadedFile,
    input: UploadDto,
    cleanPath: string,
    thumbnailPath: string,
  ): Promise<PreparedFile> {
    const { name, mimeType } = await knowFile(file.path, file.originalname);
    const kind = kindOf(mimeType, input);
    const sound = kind === 'voice' ? { durationMs: input.durationMs ?? null, peaks: input.peaks ?? null } : NO_SOUND;
    const facts = { kind, name, mimeType, size: file.size, ...NO_PICTURE, ...sound };
    if (kind !== 'image') return { path: file.path, thumbnailPath: null, facts };
    await cleanImage(file.path, mimeType, cleanPath);
    const picture = await describePicture(cleanPath, thumbnailPath, this.config.limits.attachmentMaxPixels);
    const { size } = await stat(cleanPath);
    return { path: cleanPath, thumbnailPath, facts: { ...facts, ...picture, size } };
  }
}

function kindOf(mimeType: string, { kind }: UploadDto): AttachmentKind {
  if (kind === 'voice') {
    if (!mimeType.startsWith('audio/')) throw fileType('A voice note is a sound.');
    return 'voice';
  }
  return mimeType.startsWith('image/') ? 'image' : 'file';
}
