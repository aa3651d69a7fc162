import { applyDecorators } from '@nestjs/common';
import { IsString, Matches, MaxLength } from 'class-validator';

const EXTERNAL_ID_MAX = 128;
/** What ids of shops look like; no white space, no slash, so that it fits a path. */
const EXTERNAL_ID = /^[\w.:@+~-]+$/;

/** The marketplace's own id of a person. */
export function IsExternalId(): PropertyDecorator {
  return applyDecorators(IsString(), MaxLength(EXTERNAL_ID_MAX), Matches(EXTERNAL_ID));
}
