import type { PipelineContext, Stage } from './pipeline';

/** Compilers of the stages that combine or multiply documents. */
export const stageCompilers = new Map<string, (spec: unknown, context: PipelineContext) => Stage>();
