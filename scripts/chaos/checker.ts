import { checkAudience, checkCounts } from './check-people';
import { checkCursors, checkLists, checkScreens } from './check-screens';
import { checkAcked, checkNumbers, checkOrder, checkSaid } from './check-store';
import { type Evidence, entriesOf, withoutLostTime } from './evidence';
import { emptyVerdicts, type InvariantId, type Verdicts } from './invariant';

/** Notes that an invariant was looked at once more; with words, that it was violated. */
export type Note = (invariant: InvariantId, violation?: string | null | false) => void;

/** Judges a run by its log and its database. Pure: the same evidence, the same verdicts. */
export function check(given: Evidence): Verdicts {
  const evidence = { ...given, entries: withoutLostTime(given.entries) };
  const verdicts = emptyVerdicts();
  const note: Note = (invariant, violation) => {
    verdicts[invariant].checks += 1;
    if (violation) verdicts[invariant].violations.push(violation);
  };
  for (const judge of [
    checkAcked,
    checkSaid,
    checkNumbers,
    checkLists,
    checkOrder,
    checkCursors,
    checkCounts,
    checkAudience,
    checkScreens,
    checkAnswers,
    checkProcesses,
  ]) {
    judge(evidence, note);
  }
  return verdicts;
}

function checkAnswers(evidence: Evidence, note: Note): void {
  for (const { invariant, what, wanted, got } of entriesOf(evidence, 'answer')) {
    note(invariant, got !== wanted && `${what}: wanted ${wanted}, got ${got}`);
  }
}

/** I10 */
function checkProcesses(evidence: Evidence, note: Note): void {
  for (const { node, how, isExpected } of entriesOf(evidence, 'ended')) {
    note('I10', !isExpected && `${node} ended by itself: ${how}`);
  }
  for (const { where, text } of entriesOf(evidence, 'trouble')) note('I10', `${where}: ${text}`);
}
