import { compileExpression, type Evaluate } from '../aggregate/expression';
import { cutFields, fieldNames } from '../bson/fields';
import { own, type Positions, setOwn } from '../bson/path';
import { type Doc, isDoc, isNumber, isTruthy, toInteger } from '../bson/value';
import { MongoError } from '../errors';
import { parseFilter } from './filter';
import { compileFilter } from './matcher';

/** Shapes a result document; `positions` feeds the positional `$` of find. */
export type Projection = (doc: Doc, positions?: Positions, variables?: Doc) => Doc;

/** What a projection has at hand while it shapes one document. */
interface Scope {
  root: Doc;
  includes: boolean;
  positions?: Positions;
  variables?: Doc;
}

interface Node {
  children: Map<string, Node>;
  /** true keeps, false drops; a function shapes the value in its place. */
  leaf?: boolean | ((value: unknown, scope: Scope) => unknown);
  /** The leaf makes a new field, which comes after those that are kept. */
  isNew?: boolean;
}

/** Compiles a projection. In a `$project` stage find's own operators ($slice, $elemMatch, positional) are expressions. */
export function compileProjection(spec: Doc, isStage = false): Projection {
  const root: Node = { children: new Map() };
  let isInclusion: boolean | undefined;
  let keepsId: boolean | undefined;
  const decide = (value: boolean, path: string) => {
    if (isInclusion !== undefined && isInclusion !== value) {
      throw new MongoError(
        value ? 31253 : 31254,
        `Cannot do ${value ? 'inclusion' : 'exclusion'} on field ${path} in ${value ? 'exclusion' : 'inclusion'} projection`,
      );
    }
    isInclusion = value;
  };
  const collect = (prefix: string[], fields: Doc): void => {
    for (const [name, value] of Object.entries(fields)) {
      if (name.startsWith('$'))
        throw new MongoError(
          16410,
          "FieldPath field names may not start with '$'. Consider using $getField or $setField.",
        );
      const path = [...prefix, ...name.split('.')];
      const full = path.join('.');
      const isFlag = typeof value === 'boolean' || isNumber(value);
      if (full === '_id' && isFlag) keepsId = isTruthy(value);
      else if (path.at(-1) === '$' && !isStage) {
        decide(true, full);
        add(root, path.slice(0, -1), positional(path.slice(0, -1)));
      } else if (isFlag) {
        decide(isTruthy(value), full);
        add(root, path, isTruthy(value));
      } else if (!isStage && isDoc(value) && '$slice' in value) {
        add(root, path, slicer(value.$slice));
      } else if (!isStage && isDoc(value) && '$elemMatch' in value) {
        decide(true, full);
        add(root, path, elementFinder(value.$elemMatch), true);
      } else if (isDoc(value) && !Object.keys(value)[0]?.startsWith('$')) {
        if (Object.keys(value).length === 0)
          throw new MongoError(
            51270,
            `An empty sub-projection is not a valid value. Found empty object at path ${full}`,
          );
        collect(path, value);
      } else {
        if (isInclusion === false) throw new MongoError(31252, 'Cannot use an expression in an exclusion projection');
        decide(true, full);
        add(root, path, computed(compileExpression(value)), true);
      }
    }
  };
  collect([], spec);
  const includes = isInclusion ?? (keepsId === true && root.children.size === 0);
  if (keepsId ?? includes) {
    if (includes) root.children = new Map([['_id', { children: new Map(), leaf: true } as Node], ...root.children]);
  } else if (!includes && keepsId === false) {
    root.children.set('_id', { children: new Map(), leaf: false });
  }
  return (doc, positions, variables) => project(root, doc, { root: doc, includes, positions, variables }) as Doc;
}

/** A projection that only keeps or only drops whole fields can be cut out of the stored bytes; undefined for any other. */
export function compileCut(spec: Doc): ((bytes: Buffer) => Buffer) | undefined {
  const entries = Object.entries(spec);
  if (!entries.every(([name, value]) => !/[.$]/.test(name) && (typeof value === 'boolean' || isNumber(value)))) return;
  const others = entries.filter(([name]) => name !== '_id');
  const keepsId = '_id' in spec ? isTruthy(spec._id) : true;
  const isKept = others.length > 0 ? isTruthy(others[0]?.[1]) : keepsId;
  const names = fieldNames([...(keepsId === isKept ? ['_id'] : []), ...others.map(([name]) => name)]);
  return (bytes) => cutFields(bytes, names, isKept);
}

function add(root: Node, path: string[], leaf: Node['leaf'], isNew = false): void {
  let node = root;
  for (const part of path) {
    if (node.leaf !== undefined) throw collision(path);
    const next = node.children.get(part) ?? { children: new Map() };
    node.children.set(part, next);
    node = next;
  }
  if (node.leaf !== undefined || node.children.size > 0) throw collision(path);
  node.leaf = leaf;
  node.isNew = isNew;
}

const collision = (path: string[]) => new MongoError(31250, `Path collision at ${path.join('.')}`);

function project(node: Node, value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) {
    const elements = scope.includes ? value.filter((element) => isDoc(element) || Array.isArray(element)) : value;
    return elements.map((element) => project(node, element, scope));
  }
  // New fields replace a scalar that stands where their document should be.
  if (!isDoc(value)) return hasNew(node) ? project(node, {}, scope) : scope.includes ? undefined : value;
  const result: Doc = {};
  for (const [name, field] of Object.entries(value)) {
    const child = node.children.get(name);
    if (child?.isNew) continue;
    const kept = child ? projectField(child, field, scope) : scope.includes ? undefined : field;
    if (kept !== undefined) setOwn(result, name, kept);
  }
  for (const [name, child] of node.children) {
    if (!child.isNew && (Object.hasOwn(value, name) || !hasNew(child))) continue;
    const made = projectField(child, own(value, name), scope);
    if (made !== undefined) setOwn(result, name, made);
  }
  return result;
}

function projectField(node: Node, field: unknown, scope: Scope): unknown {
  const { leaf } = node;
  if (leaf === undefined) return project(node, field, scope);
  return typeof leaf === 'function' ? leaf(field, scope) : leaf ? field : undefined;
}

const hasNew = (node: Node): boolean => node.isNew === true || [...node.children.values()].some(hasNew);

function computed(evaluate: Evaluate): Node['leaf'] {
  return (_value, { root, variables }) => evaluate(root, variables);
}

function slicer(operand: unknown): Node['leaf'] {
  const numbers = (Array.isArray(operand) ? operand : [operand]).map(toInteger);
  if (numbers.length > 2 || numbers.some((number) => number === undefined)) {
    throw new MongoError(28667, 'Invalid $slice syntax. The given syntax did not match the find() syntax');
  }
  const [first, count] = numbers as [number, number?];
  if (count !== undefined && count <= 0) throw new MongoError(28724, 'Second argument to $slice must be positive');
  return (value) => {
    if (!Array.isArray(value)) return value;
    if (count === undefined) return first < 0 ? value.slice(first) : value.slice(0, first);
    const from = first < 0 ? Math.max(0, value.length + first) : first;
    return value.slice(from, from + count);
  };
}

function elementFinder(operand: unknown): Node['leaf'] {
  const matches = compileFilter(parseFilter({ list: { $elemMatch: operand } }));
  return (value) => {
    if (!Array.isArray(value)) return undefined;
    const found = value.find((element) => matches({ list: [element] }));
    return found === undefined ? undefined : [found];
  };
}

function positional(path: string[]): Node['leaf'] {
  const full = path.join('.');
  return (value, { positions }) => {
    const index = positions?.get(full) ?? [...(positions?.values() ?? [])].at(-1);
    if (index === undefined)
      throw new MongoError(
        51246,
        "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
      );
    return Array.isArray(value) && value[index] !== undefined ? [value[index]] : value;
  };
}
