import { compilePipeline } from '../aggregate/pipeline';
import { type Doc, intOrLong, isDoc, toInteger } from '../bson/value';
import { badValue, codes, MongoError } from '../errors';
import { parseFilter } from '../query/filter';
import { type Plan, planQuery } from '../query/planner';
import { find, type Query } from '../query/query';
import type { Examined } from '../query/scan';
import { parseSort } from '../query/sort';
import { runReading, type Steps } from '../store/steps';
import { type CommandContext, hintOf, requireDoc, variablesOf } from './context';
import { splitOutput } from './output';

/** Tells how a command reads its documents and, unless only the plan is asked for, how many it looks at. */
export async function explain(context: CommandContext, explained: Doc): Promise<Doc> {
  const { server, db } = context;
  const { verbosity } = context.command;
  if (!['queryPlanner', 'executionStats', 'allPlansExecution', undefined].includes(verbosity as string | undefined))
    throw badValue(`Enumeration value '${verbosity}' for field 'explain.verbosity' is not a valid value.`);
  const [name = '', target] = Object.entries(explained)[0] ?? [];
  const collection = server.catalog.find(db, String(target));
  const query = queryOfExplained(context, name, explained);
  const plan = collection && planQuery(collection, query);
  const queryPlanner = {
    namespace: `${db}.${String(target)}`,
    indexFilterSet: false,
    winningPlan: plan ? describePlan(plan, query) : { stage: 'EOF' },
    rejectedPlans: [],
  };
  const reply = { explainVersion: '1', queryPlanner, command: explained };
  if (verbosity === 'queryPlanner') return { ...reply, ok: 1 };
  const examined: Examined = { keys: 0, docs: 0 };
  const nReturned = await runReading(counting(() => find(collection, query, plan, examined)));
  const executionStats = {
    executionSuccess: true,
    nReturned: intOrLong(nReturned),
    totalKeysExamined: intOrLong(examined.keys),
    totalDocsExamined: intOrLong(examined.docs),
  };
  return { ...reply, executionStats, ok: 1 };
}

function* counting(start: () => ReturnType<typeof find>): Steps<number> {
  let count = 0;
  for (const found of start()) {
    if (found !== null) count += 1;
    yield;
  }
  return count;
}

function queryOfExplained(context: CommandContext, name: string, command: Doc): Query {
  const { server, db } = context;
  const variables = variablesOf(command);
  const plain = (filter: unknown, options: Doc = command): Query => ({
    filter: parseFilter(requireDoc(filter, `${name}.filter`)),
    sort: parseSort(options.sort),
    skip: toInteger(options.skip),
    limit: toInteger(options.limit) || undefined,
    hint: hintOf(options.hint),
    variables,
  });
  switch (name) {
    case 'find':
      return plain(command.filter);
    case 'count':
    case 'distinct':
    case 'findAndModify':
      return plain(command.query);
    case 'update':
    case 'delete': {
      const list = command[name === 'update' ? 'updates' : 'deletes'];
      const first = Array.isArray(list) && isDoc(list[0]) ? list[0] : {};
      return plain(first.q, first);
    }
    case 'aggregate':
      return {
        ...compilePipeline(splitOutput(command.pipeline).stages, {
          variables,
          collection: (other) => server.catalog.find(db, other),
        }).query,
        hint: hintOf(command.hint),
      };
  }
  throw new MongoError(codes.CommandNotFound, `Explain failed due to unknown command: ${name}`);
}

/** The stages of a plan, outermost first, by MongoDB's names. */
function describePlan(plan: Plan, query: Query): Doc {
  let stage = describeAccess(plan);
  if (query.sort && !plan.isSorted) stage = { stage: 'SORT', sortPattern: query.sort, inputStage: stage };
  if (query.skip) stage = { stage: 'SKIP', skipAmount: intOrLong(query.skip), inputStage: stage };
  if (query.limit) stage = { stage: 'LIMIT', limitAmount: intOrLong(query.limit), inputStage: stage };
  return stage;
}

function describeAccess(plan: Plan): Doc {
  if (plan.kind === 'collection') return { stage: 'COLLSCAN', direction: plan.isReverse ? 'backward' : 'forward' };
  if (plan.kind === 'union') {
    return {
      stage: 'FETCH',
      inputStage: { stage: 'OR', inputStages: plan.branches.map((branch) => describeAccess(branch.plan).inputStage) },
    };
  }
  const { definition, multikey } = plan.index;
  return {
    stage: 'FETCH',
    inputStage: {
      stage: 'IXSCAN',
      keyPattern: definition.key,
      indexName: definition.name,
      isMultiKey: multikey.some(Boolean),
      isUnique: definition.unique === true,
      isSparse: definition.sparse === true,
      isPartial: definition.partialFilterExpression !== undefined,
      direction: plan.isReverse ? 'backward' : 'forward',
      ranges: intOrLong(plan.ranges.length),
    },
  };
}
