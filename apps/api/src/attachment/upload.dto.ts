import { DEFAULT_LIMITS, type UploadInput, VOICE_PEAKS_MAX } from '@app/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsUUID, Max, Min, ValidateIf } from 'class-validator';
import { CanBeAbsent } from '../common/optional.rule';

const isVoice = ({ kind }: UploadDto) => kind === 'voice';

/** The form fields beside the file; in a form everything is text. */
export class UploadDto implements UploadInput {
  @IsUUID()
  uploadId!: string;

  @CanBeAbsent()
  @IsIn(['file', 'voice'])
  kind?: 'file' | 'voice';

  @ValidateIf((input: UploadDto) => isVoice(input) || input.durationMs !== undefined)
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(DEFAULT_LIMITS.voiceMaxMs)
  durationMs?: number;

  @ValidateIf((input: UploadDto) => isVoice(input) || input.peaks !== undefined)
  @Transform(({ value }: { value: unknown }) => parseList(value))
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(VOICE_PEAKS_MAX)
  @IsInt({ each: true })
  @Min(0, { each: true })
  @Max(100, { each: true })
  peaks?: number[];
}

/** The form as the API document shows it. */
export class UploadFormDto extends UploadDto {
  @ApiProperty({ type: 'string', format: 'binary' })
  file!: unknown;
}

/** What is no JSON stays text, which the rules above refuse. */
function parseList(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
