import { accessSync, constants, statSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { StartFault } from './start-fault.ts';

const logLevels = ['debug', 'info', 'warn', 'error'] as const;

/** Everything that is decided outside the database, read once at the start and checked whole. */
export interface Config {
  /** TCP port; 0 lets the system choose a free one. */
  readonly port: number;
  /** Address to listen on. */
  readonly host: string;
  /** Absolute path; everything that the program keeps lies below it. */
  readonly dataDir: string;
  /** A PostgreSQL server of the company's own; undefined: the embedded one. */
  readonly databaseUrl: string | undefined;
  /** NATS server between several processes on one database; undefined: this process is alone. */
  readonly natsUrl: string | undefined;
  /** The address that people open, without a slash at the end; undefined: as each request says. */
  readonly publicUrl: string | undefined;
  /** Absolute path of the folder where other systems leave files for this one; undefined: there is none. */
  readonly inbox: string | undefined;
  /** Absolute paths of certificate chain and key (PEM); both or neither. */
  readonly tlsCert: string | undefined;
  readonly tlsKey: string | undefined;
  /** Addresses and networks of proxies whose forwarded headers are believed; empty: none. */
  readonly trustProxy: readonly string[];
  /** Start with the sample company. */
  readonly sample: boolean;
  readonly logLevel: (typeof logLevels)[number];
}

interface Sentence {
  readonly zh: string;
  readonly en: string;
}

interface Option {
  readonly env: string;
  /** A flag may stand alone; then this is its value. */
  readonly alone?: string;
  readonly allowed: Sentence;
  readonly does: Sentence;
}

/** Where PostgreSQL's user gets to when we are root: the system's place for the state of services. */
export function defaultDataDir(): string {
  if (process.getuid?.() !== 0) return resolve('data');
  return process.platform === 'darwin' ? '/Library/Application Support/Guiju' : '/var/lib/guiju';
}

const options = {
  port: {
    env: 'GUIJU_PORT',
    allowed: { zh: '0 到 65535 的整数', en: 'a whole number from 0 to 65535' },
    does: { zh: '端口，默认 8080', en: 'port, 8080 by default' },
  },
  host: {
    env: 'GUIJU_HOST',
    allowed: { zh: '本机的 IP 地址或主机名', en: 'an IP address or name of this machine' },
    does: { zh: '监听地址，默认 0.0.0.0（所有网卡）', en: 'address to listen on, 0.0.0.0 (all) by default' },
  },
  data: {
    env: 'GUIJU_DATA',
    allowed: { zh: '目录路径', en: 'path of a directory' },
    does: {
      zh: '数据目录，默认 ./data；root 用户为 /var/lib/guiju',
      en: 'data directory, ./data by default, /var/lib/guiju as root',
    },
  },
  'database-url': {
    env: 'DATABASE_URL',
    allowed: { zh: 'postgres://用户:密码@主机:端口/数据库', en: 'postgres://user:password@host:port/database' },
    does: {
      zh: '使用已有的 PostgreSQL（18 以上），不启动内置的',
      en: 'use this PostgreSQL (18 or newer) instead of the embedded one',
    },
  },
  nats: {
    env: 'GUIJU_NATS',
    allowed: {
      zh: 'nats:// 或 tls:// 开头的地址，可带用户名和密码',
      en: 'an address that begins with nats:// or tls://, with user and password where needed',
    },
    does: {
      zh: '多个进程共用一个数据库时，经此 NATS 服务器互相通知',
      en: 'several processes on one database tell each other through this NATS server',
    },
  },
  url: {
    env: 'GUIJU_URL',
    allowed: { zh: 'http:// 或 https:// 开头、不含路径的网址', en: 'an http:// or https:// address without a path' },
    does: { zh: '员工访问的网址', en: 'the address that people open' },
  },
  inbox: {
    env: 'GUIJU_INBOX',
    allowed: { zh: '可读的文件夹', en: 'a folder that can be read' },
    does: {
      zh: '其他系统放文件的文件夹，如 hr/ 下的人事文件',
      en: 'folder where other systems leave files, such as those of the HR system below hr/',
    },
  },
  'tls-cert': {
    env: 'GUIJU_TLS_CERT',
    allowed: { zh: '可读的 PEM 证书文件，须与 --tls-key 同时给出', en: 'a readable PEM file, together with --tls-key' },
    does: { zh: 'HTTPS 证书', en: 'certificate for HTTPS' },
  },
  'tls-key': {
    env: 'GUIJU_TLS_KEY',
    allowed: {
      zh: '可读的 PEM 私钥文件，须与 --tls-cert 同时给出',
      en: 'a readable PEM file, together with --tls-cert',
    },
    does: { zh: 'HTTPS 私钥', en: 'private key for HTTPS' },
  },
  'trust-proxy': {
    env: 'GUIJU_TRUST_PROXY',
    alone: 'loopback',
    allowed: {
      zh: '逗号分隔的 IP 地址或网段（如 10.0.0.0/8），或 loopback',
      en: 'IP addresses or networks (10.0.0.0/8) with commas between, or loopback',
    },
    does: {
      zh: '信任这些反向代理；不带值时信任本机的代理',
      en: 'believe these proxies; without a value those on this machine',
    },
  },
  sample: {
    env: 'GUIJU_SAMPLE',
    alone: 'true',
    allowed: { zh: 'true 或 false', en: 'true or false' },
    does: { zh: '载入示例公司', en: 'start with the sample company' },
  },
  'log-level': {
    env: 'GUIJU_LOG_LEVEL',
    allowed: { zh: logLevels.join('、'), en: logLevels.join(', ') },
    does: { zh: '日志级别，默认 info', en: 'how much is logged, info by default' },
  },
} as const satisfies Record<string, Option>;

type OptionName = keyof typeof options;

const file = z.string().refine((path) => {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
});

const folder = z.string().refine((path) => {
  try {
    accessSync(path, constants.R_OK | constants.X_OK);
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
});

const shapes = {
  port: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((port) => port <= 65_535),
  host: z.string().regex(/^[\w.:%-]+$/),
  data: z.string().min(1),
  'database-url': z.string().refine(isDatabaseUrl),
  nats: z.string().refine((text) => {
    const url = URL.parse(text);
    return url !== null && ['nats:', 'tls:'].includes(url.protocol) && url.hostname !== '';
  }),
  url: z
    .string()
    .refine(isOrigin)
    .transform((url) => new URL(url).origin),
  inbox: folder,
  'tls-cert': file,
  'tls-key': file,
  'trust-proxy': z
    .string()
    .transform((list) => list.split(',').map((part) => part.trim()))
    .refine((list) => list.every(isNetwork)),
  sample: z.enum(['true', 'false']).transform((value) => value === 'true'),
  'log-level': z.enum(logLevels),
} satisfies Record<OptionName, z.ZodType>;

/**
 * Reads options (`--port 9000`, `--port=9000`, `--sample`) and the environment; an option wins over its variable.
 * Everything that is wrong is said at once.
 *
 * @param argv the arguments after the program's name.
 * @throws StartFault `config.invalid`, naming each option, its value and what is allowed.
 */
export function readConfig(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Config {
  const wrong: Sentence[] = [];
  const given = readArguments(argv, wrong);

  const value = <Name extends OptionName>(name: Name): z.output<(typeof shapes)[Name]> | undefined => {
    const variable = options[name].env;
    const raw = given.get(name) ?? (env[variable] || undefined);
    if (raw === undefined) return undefined;
    const checked = shapes[name].safeParse(raw);
    if (checked.success) return checked.data as z.output<(typeof shapes)[Name]>;
    const source = given.has(name) ? `--${name}` : variable;
    // An address of a database holds a password, which doesn't belong on a screen or in a log.
    const shown = name === 'database-url' || name === 'nats' ? '…' : JSON.stringify(raw);
    const { zh, en } = options[name].allowed;
    wrong.push({
      zh: `${source} 的值 ${shown} 无效；应为：${zh}`,
      en: `${source} has the value ${shown}; it must be ${en}`,
    });
    return undefined;
  };

  const dataDir = value('data');
  const inbox = value('inbox');
  const tlsCert = value('tls-cert');
  const tlsKey = value('tls-key');
  const config: Config = {
    port: value('port') ?? 8080,
    host: value('host') ?? '0.0.0.0',
    dataDir: dataDir === undefined ? defaultDataDir() : resolve(dataDir),
    databaseUrl: value('database-url'),
    natsUrl: value('nats'),
    publicUrl: value('url'),
    inbox: inbox === undefined ? undefined : resolve(inbox),
    tlsCert: tlsCert === undefined ? undefined : resolve(tlsCert),
    tlsKey: tlsKey === undefined ? undefined : resolve(tlsKey),
    trustProxy: value('trust-proxy') ?? [],
    sample: value('sample') ?? false,
    logLevel: value('log-level') ?? 'info',
  };
  const isGiven = (name: OptionName): boolean => given.has(name) || Boolean(env[options[name].env]);
  if (isGiven('tls-cert') !== isGiven('tls-key')) {
    const [there, missing] = isGiven('tls-cert') ? ['tls-cert', 'tls-key'] : ['tls-key', 'tls-cert'];
    wrong.push({
      zh: `已给出 --${there}，还缺少 --${missing}`,
      en: `--${there} is given, but --${missing} is missing`,
    });
  }
  if (wrong.length > 0) {
    const list = (lines: string[]): string => lines.map((line) => `  ${line}`).join('\n');
    throw new StartFault('config.invalid', {
      zh: `配置有误：\n${list(wrong.map(({ zh }) => zh))}`,
      en: `The configuration is wrong:\n${list(wrong.map(({ en }) => en))}`,
    });
  }
  return config;
}

/** All options in both languages, for `--help`. */
export function configUsage(): string {
  return Object.entries(options)
    .map(([name, { env, does }]) => `  --${name.padEnd(14)}${env.padEnd(20)}${does.zh}\n${' '.repeat(38)}${does.en}`)
    .join('\n');
}

function readArguments(argv: readonly string[], wrong: Sentence[]): Map<OptionName, string> {
  const given = new Map<OptionName, string>();
  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index] ?? '';
    const [, name = '', inline] = /^--([^=]+)(?:=(.*))?$/s.exec(argument) ?? [];
    if (!isOption(name)) {
      const near = nearestOption(name || argument);
      wrong.push({
        zh: `未知选项 ${argument}${near ? `；是否想用 --${near}？` : ''}`,
        en: `unknown option ${argument}${near ? `; did you mean --${near}?` : ''}`,
      });
      // What follows was most likely its value.
      if (inline === undefined && argv[index + 1]?.startsWith('--') === false) index += 1;
      continue;
    }
    const option: Option = options[name];
    const next = argv[index + 1];
    let value = inline;
    if (value === undefined && option.alone === undefined && next !== undefined && !next.startsWith('--')) {
      value = next;
      index += 1;
    }
    value ??= option.alone;
    if (value === undefined || value === '') {
      wrong.push({
        zh: `--${name} 缺少值；应为：${option.allowed.zh}`,
        en: `--${name} lacks its value, ${option.allowed.en}`,
      });
    } else if (given.has(name)) {
      wrong.push({ zh: `--${name} 重复给出`, en: `--${name} is given twice` });
    } else {
      given.set(name, value);
    }
  }
  return given;
}

function isOption(name: string): name is OptionName {
  return Object.hasOwn(options, name);
}

function isDatabaseUrl(text: string): boolean {
  const url = URL.parse(text);
  if (!url || !['postgres:', 'postgresql:'].includes(url.protocol)) return false;
  return (url.hostname !== '' || url.searchParams.has('host')) && url.pathname.length > 1;
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && ['http:', 'https:'].includes(url.protocol) && `${url.origin}/` === url.href;
}

function isNetwork(text: string): boolean {
  if (text === 'loopback') return true;
  const [address = '', bits, rest] = text.split('/');
  const version = isIP(address);
  return (
    version !== 0 &&
    rest === undefined &&
    (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)))
  );
}

/** The option that was probably meant: within two changed, missing or added letters, or the beginning of one. */
function nearestOption(name: string): OptionName | undefined {
  const bare = name.replace(/^-+/, '').toLowerCase();
  const names = Object.keys(options).filter(isOption);
  const byDistance = names
    .map((option) => ({ option, distance: editDistance(bare, option) }))
    .sort((a, b) => a.distance - b.distance);
  const [nearest] = byDistance;
  if (nearest && nearest.distance <= 2) return nearest.option;
  return bare.length > 1 ? names.find((option) => option.startsWith(bare) || bare.startsWith(option)) : undefined;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [line, letter] of [...a].entries()) {
    const next = [line + 1];
    for (const [column, other] of [...b].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
