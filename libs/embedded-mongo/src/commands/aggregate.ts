import { compileExpression } from '../aggregate/expression';
import { compilePipeline, compileStages, type PipelineContext, run } from '../aggregate/pipeline';
import { type Doc, encode, isDoc, isTruthy } from '../bson/value';
import { codes, failedToParse, MongoError } from '../errors';
import { type Stream, streamOf } from '../store/steps';
import { type Command, type CommandContext, checkCollation, hintOf, variablesOf } from './context';
import { explain } from './explain';
import { compileOutput, splitOutput } from './output';

export const aggregateCommand: Command = {
  fields: ['pipeline', 'cursor', 'explain', 'allowDiskUse', 'hint', 'collation', 'let', 'bypassDocumentValidation'],
  required: ['pipeline'],
  run: aggregate,
};

async function aggregate(context: CommandContext): Promise<Doc | Buffer> {
  const { command, server, db } = context;
  checkCollation(command.collation);
  if (isTruthy(command.explain)) return explain(context, command);
  if (command.cursor === undefined)
    throw failedToParse("The 'cursor' option is required, except for aggregate with the explain argument");
  const isOnCollection = typeof command.aggregate === 'string';
  const namespace = isOnCollection ? context.namespace : `${db}.$cmd.aggregate`;
  const variables = variablesOf(command);
  const { stages, last } = splitOutput(command.pipeline);
  const output = last && compileOutput(context, last, variables);
  const options = { variables, collection: (name: string) => server.catalog.find(db, name) };
  const documents = isOnCollection ? runOn(context, stages, options) : runOnLiterals(stages, options);
  if (output) await output(documents);
  return server.cursors.start(namespace, encoded(output ? streamOf([]) : documents), {
    batchSize: context.batchSize,
    collection: isOnCollection && !output ? context.collection : undefined,
  });
}

function runOn({ command, collection }: CommandContext, stages: unknown, options: PipelineContext): Stream<Doc> {
  const pipeline = compilePipeline(stages, options);
  pipeline.query.hint = hintOf(command.hint);
  return run(pipeline, collection);
}

/** Without a collection a pipeline works on the documents that its first stage, `$documents`, spells out. */
function runOnLiterals(stages: unknown, options: PipelineContext): Stream<Doc> {
  const [first, ...others] = Array.isArray(stages) ? stages : [];
  if (!isDoc(first) || !('$documents' in first)) {
    compilePipeline(stages, options);
    throw new MongoError(
      codes.InvalidNamespace,
      `{aggregate: 1} is not valid for '${Object.keys(first ?? {})[0]}'; a collection is required.`,
    );
  }
  const literals = compileExpression(first.$documents)({}, options.variables);
  if (!Array.isArray(literals) || !literals.every(isDoc))
    throw new MongoError(5858203, 'an array of documents is expected');
  return compileStages(others, options).reduce((stream, stage) => stage(stream), streamOf(literals));
}

function* encoded(source: Stream<Doc>): Stream<Buffer> {
  for (const doc of source) yield doc === null ? null : encode(doc);
}
