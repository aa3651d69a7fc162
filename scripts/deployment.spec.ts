import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

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

/** What the tests ask of a service; the rest is Docker's to check. */
interface Service {
  image?: string;
  build?: { context: string; target: string };
  environment?: Record<string, string | null>;
  healthcheck?: { test: string[]; interval: string; retries: number };
  ports?: string[];
  volumes?: string[];
  networks?: { default: { aliases: string[] } };
  depends_on?: Record<string, { condition: string }>;
  configs?: { source: string }[];
}

const { services, volumes, configs } = parse(compose, { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, null>;
  configs: Record<'mongo-init' | 'caddyfile', { content: string }>;
};
const API_SERVICES = ['api1', 'api2'];

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
  const named = Object.entries(services);

  it('has the whole production shape: a replica set of three, Redis, two API processes, the web app and the proxy', () => {
    const database = ['mongo1', 'mongo2', 'mongo3', 'mongo-init'];
    expect(Object.keys(services)).toEqual([...database, 'redis', ...API_SERVICES, 'web', 'proxy']);
  });

  it('asks for every secret and gives none a default', () => {
    const secrets = interpolations.filter(([, name]) => /SECRET|PASSWORD|KEY/.test(name ?? ''));
    expect(new Set(secrets.map(([, name]) => name)).size).toBe(5);
    expect(secrets.filter(([, , rest]) => !rest?.startsWith(':?'))).toEqual([]);
  });

  it('pins every image to a full version', () => {
    const images = [
      ...new Set(named.flatMap(([, { image }]) => image ?? [])),
      ...matches(dockerfile, /^FROM (\S+:\S+)/gm),
    ];
    expect(images.length).toBe(4);
    expect(images.filter((image) => !/:\d+\.\d+\.\d+(-\w+)*$/.test(image ?? ''))).toEqual([]);
  });

  it('checks the health of everything that stays up', () => {
    const without = named.filter(([, { healthcheck }]) => !healthcheck?.test.length).map(([name]) => name);
    expect(without).toEqual(['mongo-init']);
  });

  it('waits for services that exist, in a state that they can reach', () => {
    const waits = named.flatMap(([name, { depends_on: wanted = {} }]) =>
      Object.entries(wanted).map(([on, { condition }]) => ({ name, on, condition })),
    );
    expect(waits.length).toBeGreaterThan(5);
    const reachable = (on: string) =>
      services[on]?.healthcheck ? 'service_healthy' : 'service_completed_successfully';
    expect(waits.filter(({ on, condition }) => !services[on] || condition !== reachable(on))).toEqual([]);
  });

  it('opens ports on the proxy alone', () => {
    expect(named.filter(([, { ports }]) => ports).map(([name]) => name)).toEqual(['proxy']);
  });

  it('keeps what must survive in volumes that are declared, and mounts settings that exist', () => {
    const used = named.flatMap(([, service]) => service.volumes?.map((volume) => volume.split(':')[0]) ?? []);
    expect([...new Set(used)].sort()).toEqual(Object.keys(volumes).sort());
    const mounted = named.flatMap(([, service]) => service.configs?.map(({ source }) => source) ?? []);
    expect(mounted.sort()).toEqual(Object.keys(configs).sort());
  });

  it.each(API_SERVICES)('gives %s only variables that it knows, and those its image does not set', (name) => {
    const { environment = {}, build, networks } = services[name] ?? {};
    expect(Object.keys(environment).filter((variable) => !exampleVariables.includes(variable))).toEqual([]);
    const needed = ['NODE_ENV', 'PUBLIC_URL', 'MONGODB_URI', 'JWT_SECRET', 'REDIS_URL'];
    expect(Object.keys(environment)).toEqual(expect.arrayContaining(needed));
    expect(environment.NODE_ENV).toBe('production');
    expect(build?.target).toBe('api');
    expect(networks?.default.aliases).toEqual(['api']);
  });

  it('starts processes that are alike: what one made the other must be able to read', () => {
    expect(services.api2).toEqual(services.api1);
    expect(services.api1?.volumes).toEqual(['files:/data']);
  });

  it('names the members of the replica set the same in the address, the set and the services', () => {
    const members = Object.keys(services).filter((name) => /^mongo\d$/.test(name));
    expect(services.api1?.environment?.MONGODB_URI).toContain(`@${members.join(',')}/`);
    expect(configs['mongo-init'].content).toContain(`[${members.map((name) => `'${name}'`).join(', ')}]`);
  });

  it('speaks to the ports that the images listen on', () => {
    const apiPort = /API_PORT=(\d+)/.exec(dockerfile)?.[1];
    const webPort = /HOSTNAME=0\.0\.0\.0 PORT=(\d+)/.exec(dockerfile)?.[1];
    const { content: caddyfile } = configs.caddyfile;
    expect(services.web?.environment?.API_URL).toBe(`http://api:${apiPort}`);
    expect(caddyfile).toContain(`reverse_proxy ${API_SERVICES.map((name) => `${name}:${apiPort}`).join(' ')} {`);
    expect(services.api1?.healthcheck?.test.at(-1)).toContain(`http://127.0.0.1:${apiPort}/health/ready`);
    expect(caddyfile).toContain(`reverse_proxy web:${webPort}`);
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
