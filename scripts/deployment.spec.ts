import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const matches = (text: string, pattern: RegExp) => [
  ...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? match[2])),
];

const compose = read('docker-compose.yml');
const dockerfile = read('Dockerfile');
const example = read('.env.example');
const ciScript = read('.ci/run');

const exampleVariables = matches(example, /^(?:# )?([A-Z][A-Z0-9_]+)=/gm);
const interpolations = [...compose.matchAll(/(?<!\$)\$\{([A-Z_]+)([^}]*)\}/g)];

/** The sources of a folder as one text. */
const readFolder = (folder: string) =>
  readdirSync(path.join(ROOT, folder))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .map((name) => read(`${folder}/${name}`))
    .join('\n');

/** The blocks of the `services` section by name: text of two spaces' indentation between two names. */
function composeServices(): Map<string, string> {
  const section = /^services:\n([\s\S]*?)^\S/m.exec(compose)?.[1] ?? '';
  const parts = section.split(/^ {2}([a-z0-9-]+):\n/m).slice(1);
  return new Map(parts.flatMap((name, at) => (at % 2 === 0 ? [[name, parts[at + 1] ?? ''] as const] : [])));
}

describe('.env.example', () => {
  const readers = {
    'the API': readFolder('apps/api/src/config'),
    'the start-up scripts': read('scripts/lib/setting.mjs'),
  };
  const readVariables = Object.values(readers).flatMap((source) =>
    matches(source, /\benv\.([A-Z][A-Z0-9_]+)|required\(env, '([A-Z_]+)'\)/g),
  );

  it('has every variable that anything reads', () => {
    const wanted = [...readVariables, 'MONGODB_URI', ...interpolations.map(([, name]) => name)];
    expect(wanted.filter((name) => !exampleVariables.includes(name))).toEqual([]);
    expect(readVariables.length).toBeGreaterThan(10);
  });

  it('has no variable that nothing reads', () => {
    const sources = [...Object.values(readers), compose].join('\n');
    expect(exampleVariables.filter((name) => !sources.includes(name ?? ''))).toEqual([]);
  });

  it('holds no value for a secret', () => {
    const secrets = example.match(/^(?:# )?\w*(?:SECRET|PASSWORD|KEY|TOKEN|URI)=.*$/gm);
    expect(secrets?.length).toBeGreaterThan(5);
    expect(secrets?.filter((line) => !line.endsWith('='))).toEqual([]);
  });

  it('starts nothing by itself when it is copied as it is', () => {
    expect(example.split('\n').filter((line) => line !== '' && !line.startsWith('# '))).toEqual([]);
  });
});

describe('docker-compose.yml', () => {
  const services = composeServices();

  it('has the whole production shape', () => {
    expect([...services.keys()]).toEqual(['mongo1', 'mongo2', 'mongo3', 'mongo-init', 'redis', 'api', 'web', 'proxy']);
  });

  it('asks for every secret and gives none a default', () => {
    const secrets = interpolations.filter(([, name]) => /SECRET|PASSWORD|KEY/.test(name ?? ''));
    expect(new Set(secrets.map(([, name]) => name)).size).toBe(5);
    expect(secrets.filter(([, , rest]) => !rest?.startsWith(':?'))).toEqual([]);
  });

  it('pins every image to a full version', () => {
    const images = [...matches(compose, /image: (\S+)/g), ...matches(dockerfile, /^FROM (\S+:\S+)/gm)];
    expect(images.length).toBe(4);
    expect(images.filter((image) => !/:\d+\.\d+\.\d+(-\w+)*$/.test(image ?? ''))).toEqual([]);
  });

  it('checks the health of everything that stays up', () => {
    const without = [...services].filter(([, text]) => !text.includes('healthcheck:') && !text.includes('<<: *mongo'));
    expect(without.map(([name]) => name)).toEqual(['mongo-init']);
    expect(/x-mongo:[\s\S]*?healthcheck:[\s\S]*?^services:/m.test(compose)).toBe(true);
  });

  it('opens ports on the proxy alone', () => {
    expect([...services].filter(([, text]) => text.includes('ports:')).map(([name]) => name)).toEqual(['proxy']);
  });

  it('keeps what must survive in volumes that are declared', () => {
    const declared = matches(/^volumes:\n([\s\S]*)/m.exec(compose)?.[1] ?? '', /^ {2}([a-z0-9-]+):/gm);
    const used = matches([...services.values()].join(''), /[[ ']([a-z0-9-]+):\/(?:data|config)\b/g);
    expect(used.sort()).toEqual(declared.sort());
  });

  it('gives the API only variables that it knows, and those its image does not set', () => {
    const given = matches(services.get('api') ?? '', /^ {6}([A-Z0-9_]+):/gm);
    const known = new Set([...exampleVariables, 'REDIS_URL']);
    expect(given.filter((name) => !known.has(name))).toEqual([]);
    expect(given).toEqual(expect.arrayContaining(['NODE_ENV', 'PUBLIC_URL', 'MONGODB_URI', 'JWT_SECRET']));
    expect(services.get('api')).toContain('NODE_ENV: production');
  });

  it('speaks to the ports that the images listen on', () => {
    const apiPort = /API_PORT=(\d+)/.exec(dockerfile)?.[1];
    const webPort = /HOSTNAME=0\.0\.0\.0 PORT=(\d+)/.exec(dockerfile)?.[1];
    expect(compose).toContain(`API_URL: http://api:${apiPort}`);
    expect(compose).toContain(`reverse_proxy api:${apiPort}`);
    expect(compose).toContain(`http://127.0.0.1:${apiPort}/health/ready`);
    expect(compose).toContain(`reverse_proxy web:${webPort}`);
  });
});

describe('Dockerfile', () => {
  const stages = matches(dockerfile, /^FROM \S+ AS (\S+)/gm);

  it('has the targets that docker-compose.yml builds, none of which runs as root', () => {
    const targets = matches(compose, /target: (\w+) \}$/gm);
    expect(targets).toEqual(['api', 'web']);
    for (const target of targets) {
      expect(stages).toContain(target);
      expect(new RegExp(`AS ${target}\\n[\\s\\S]*?^USER node$`, 'm').test(dockerfile)).toBe(true);
    }
  });

  it('copies only what exists, and from stages that exist', () => {
    const fromHere = dockerfile.match(/^COPY (?!--from)(.*)$/gm)?.flatMap((line) => line.split(' ').slice(1, -1)) ?? [];
    expect(fromHere.length).toBeGreaterThan(3);
    expect(fromHere.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
    expect(matches(dockerfile, /--from=(\S+)/g).filter((stage) => !stages.includes(stage))).toEqual([]);
    expect(existsSync(path.join(ROOT, 'apps/web/public'))).toBe(true);
  });

  it('sends the builder the sources and nothing private', () => {
    const rules = read('.dockerignore').split('\n').filter(Boolean);
    expect(rules[0]).toBe('**');
    const allowed = rules.filter((rule) => rule.startsWith('!')).map((rule) => rule.slice(1));
    expect(allowed.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
    expect(allowed.some((file) => file.startsWith('data') || file.startsWith('.env'))).toBe(false);
  });
});

describe('.ci/run', () => {
  it('is an executable script that bash can read', () => {
    expect(statSync(path.join(ROOT, '.ci/run')).mode & 0o111).toBe(0o111);
    execFileSync('bash', ['-n', '.ci/run'], { cwd: ROOT });
  });

  it("runs the README's two commands and ends with the tests", () => {
    expect(read('README.md')).toContain('npm ci && npm test');
    expect(ciScript.trimEnd().split('\n').slice(-2)).toEqual(['npm ci', 'npm test']);
    expect(ciScript).toContain('set -euo pipefail');
  });
});
