// npm test [-- jest arguments]: every test; the last line is `N passed, N failed, N skipped`.
import { buildStale, TARGETS } from './lib/builder.mjs';
import { addCounts, closingLine, listTestFiles, runJest } from './lib/jest-run.mjs';
import { Problem, runMain } from './lib/problem.mjs';
import { requireInstalled, requireNode } from './lib/requirement.mjs';
import { findTool, TOOLS } from './lib/tool.mjs';

const INNER_PROJECTS = ['unit', 'api', 'web'];

await runMain(async () => {
  requireNode();
  requireInstalled();
  const args = process.argv.slice(2);
  const env = withTools();
  const e2eArgs = [...args, '--selectProjects', 'e2e'];
  const e2eFiles = await listTestFiles(e2eArgs, env);
  const runs = [await runJest([...args, '--maxWorkers=2', '--selectProjects', ...INNER_PROJECTS], env)];
  // End-to-end tests run the built programs; each starts servers and browsers, so one file after the other.
  if (e2eFiles.length > 0) {
    await buildStale([TARGETS.api, TARGETS.web]);
    runs.push(await runJest(['--maxWorkers=1', ...e2eArgs], env));
  }
  const counts = addCounts(runs);
  console.log(`\n${closingLine(counts)}`);
  return counts.failed > 0 ? 1 : 0;
});

/** The environment for the tests, with the path of each tool that is there. On CI none may be missing. */
function withTools() {
  const env = { ...process.env };
  for (const tool of TOOLS) {
    const found = findTool(tool);
    if (!found && process.env.CI === 'true')
      throw new Problem(`The ${tool.tests} may not be skipped on CI: ${tool.hint}.`);
    if (!found) console.log(`Skipped: ${tool.tests} (${tool.hint}).`);
    if (found) env[tool.variable] = found;
    else delete env[tool.variable];
  }
  return env;
}
