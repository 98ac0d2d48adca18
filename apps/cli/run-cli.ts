import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { type Readable, Writable } from 'node:stream';
import { text as readAll } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { evidenceProblemInWords } from '#kernel/server/chain/evidence-problems.ts';
import { verifyFile } from '#kernel/server/chain/verify-file.ts';
import { importPeople } from './import-people.ts';
import { makeRemote, NotTheServer, RemoteFailure } from './remote.ts';
import { verifyApproval } from './verify-approval.ts';

const usage = {
  zh: `用法：npm run guiju -- 命令

  sign-in 帐号                     登录（密码取自 GUIJU_PASSWORD，或逐字输入）
  sign-out                         退出登录
  call 操作 [JSON | -]             调用一个操作，例如 call directory.searchPeople '{"text":"wang"}'；- 表示从标准输入读取
  import 文件 [--employer 编号] [--yes]   导入人员：先显示预览，确认后执行
  verify 文件 [--anchors 文件] [--public-key 文件]   核验导出的证据链，不需要服务器
  verify approval 编号 | 文件 [--anchors 文件] [--public-key 文件]
                                   核验一份审批：归档包文件不需要服务器；编号则取出数据库现在的证据

  --url 地址     服务器地址（默认为 GUIJU_URL，或上次登录的地址）
  --lang zh|en   语言（默认取自系统）`,
  en: `usage: npm run guiju -- COMMAND

  sign-in ACCOUNT                  sign in (password from GUIJU_PASSWORD, or typed)
  sign-out                         sign out
  call OPERATION [JSON | -]        call an operation, e.g. call directory.searchPeople '{"text":"wang"}'; - reads standard input
  import FILE [--employer ID] [--yes]    import people: shows the preview, then asks
  verify FILE [--anchors FILE] [--public-key FILE]   verify an exported chain of evidence, without a server
  verify approval NUMBER | FILE [--anchors FILE] [--public-key FILE]
                                   verify one approval: a package without a server; of a number the evidence in the database now

  --url ADDRESS  the server (by default GUIJU_URL, or the one signed in to last)
  --lang zh|en   language (the system's by default)`,
};

/** Where the tool reads and writes: the process's own streams, unless somebody else runs it. */
export interface CliStreams {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
}

/** Asks for a line on the terminal; a password isn't echoed. */
async function ask({ stdin, stderr }: CliStreams, question: string, secret = false): Promise<string> {
  const quiet = new Writable({ write: (_chunk, _encoding, done) => done() });
  stderr.write(question);
  const terminal = createInterface({ input: stdin, output: secret ? quiet : stderr, terminal: secret });
  try {
    return await terminal.question('');
  } finally {
    terminal.close();
    if (secret) stderr.write('\n');
  }
}

/**
 * The command line tool. Gives the exit code: 0 done, 1 refused or a problem found, 2 wrong usage. What was asked for goes
 * to standard output, everything said about it to standard error.
 */
export async function runCli(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  streams: CliStreams = process,
): Promise<number> {
  const { stdin, stdout, stderr } = streams;
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || Intl.DateTimeFormat().resolvedOptions().locale;
  let language: 'zh' | 'en' = /^zh/i.test(locale) ? 'zh' : 'en';
  const say = (zh: string, en: string) => stderr.write(`${language === 'zh' ? zh : en}\n`);
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(argv);
  } catch (error) {
    stderr.write(`${error instanceof Error ? error.message : error}\n\n${usage[language]}\n`);
    return 2;
  }
  const { values, positionals } = parsed;
  if (values.lang === 'zh' || values.lang === 'en') language = values.lang;
  const [command, ...rest] = positionals;
  const remote = makeRemote(env, language, values.url);
  try {
    switch (command) {
      case 'sign-in': {
        const [account] = rest;
        if (!account) break;
        const password = env.GUIJU_PASSWORD ?? (await ask(streams, language === 'zh' ? '密码：' : 'Password: ', true));
        try {
          await remote.signIn(account, password);
        } catch (error) {
          if (!(error instanceof RemoteFailure && error.code === 'access.secondFactorNeeded')) throw error;
          const code = await ask(streams, language === 'zh' ? '验证码：' : 'Code: ', false);
          await remote.signIn(account, password, code);
        }
        say('已登录', 'Signed in');
        return 0;
      }
      case 'sign-out':
        await remote.signOut();
        say('已退出登录', 'Signed out');
        return 0;
      case 'call': {
        const [operation, json = '{}'] = rest;
        if (!operation) break;
        const response = await remote.call(operation, json === '-' ? await readAll(stdin) : json);
        if (response.headers.get('content-type')?.startsWith('application/json')) {
          stdout.write(`${JSON.stringify(await response.json(), null, 2)}\n`);
        } else {
          if (response.body) await pipeline(response.body, stdout, { end: false });
        }
        return 0;
      }
      case 'import': {
        const [file] = rest;
        if (!file) break;
        return await importPeople({
          remote,
          fileName: basename(file),
          bytes: new Uint8Array(await readFile(file)),
          employerId: values.employer,
          language,
          stderr,
          confirm: async () =>
            values.yes ||
            /^(y|是|好)/i.test(await ask(streams, language === 'zh' ? '执行导入？(y/n) ' : 'Import? (y/n) ')),
        });
      }
      case 'verify': {
        const [file, what] = rest;
        if (!file || (file === 'approval' && !what)) break;
        if (file === 'approval' && what) {
          const { anchors, 'public-key': publicKey } = values;
          return await verifyApproval({ what, anchors, publicKey, language, remote, stdout });
        }
        return await verify(file, values.anchors, values['public-key'], language, stdout);
      }
      default:
    }
    stderr.write(`${usage[language]}\n`);
    return command === undefined || command === 'help' ? 0 : 2;
  } catch (error) {
    if (error instanceof RemoteFailure) {
      stderr.write(`${error.message}\n${JSON.stringify(error.body)}\n`);
      return 1;
    }
    if (error instanceof NotTheServer) {
      say(
        `这个地址上回答的不是规矩（${error.message}）。地址用 --url 或 GUIJU_URL 指定。`,
        `What answers at this address is not Guiju (${error.message}). Name the address with --url or GUIJU_URL.`,
      );
      return 1;
    }
    if (error instanceof TypeError && error.message === 'fetch failed') {
      say(
        '连不上服务器。它启动了吗？地址用 --url 或 GUIJU_URL 指定。',
        'The server cannot be reached. Is it running? Name its address with --url or GUIJU_URL.',
      );
      return 1;
    }
    stderr.write(`${error instanceof Error ? error.message : error}\n`);
    return 1;
  }
}

function parse(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      url: { type: 'string' },
      lang: { type: 'string' },
      employer: { type: 'string' },
      yes: { type: 'boolean', default: false },
      anchors: { type: 'string' },
      'public-key': { type: 'string' },
    },
  });
}

async function verify(
  file: string,
  anchors: string | undefined,
  publicKey: string | undefined,
  language: 'zh' | 'en',
  stdout: Writable,
): Promise<number> {
  const report = await verifyFile(file, anchors, publicKey ? [await readFile(publicKey, 'utf8')] : undefined);
  const zh = language === 'zh';
  const trust = {
    'given-keys': zh ? '对照给出的公钥' : 'against the public keys given',
    anchors: zh ? '对照锚定文件中的公钥' : 'against the keys in the anchor file',
    'export-only': zh
      ? '只对照导出文件自带的公钥：不能防备导出者自己造假，请用 --anchors 或 --public-key'
      : 'only against the keys in the export itself: proves nothing against whoever made it, use --anchors or --public-key',
  }[report.trust];
  const line = (zhText: string, enText: string, value: unknown) =>
    stdout.write(`${zh ? zhText : enText}${zh ? '：' : ': '}${value}\n`);
  line('证据链', 'links', report.links);
  line('可读内容', 'readable', report.readable);
  line('已擦除内容', 'erased', report.erased);
  line('未随附内容', 'withheld', report.withheld);
  line('签名', 'signed heads', `${report.signedHeads}, ${trust}`);
  line('已签名至', 'signed through', report.signedThrough);
  line('尚未签名的尾部', 'unsigned tail', report.unsignedTail);
  for (const problem of report.problems) stdout.write(`✗ ${evidenceProblemInWords(problem, language)}\n`);
  stdout.write(
    `${report.ok ? (zh ? '✓ 没有发现问题' : '✓ no problem found') : zh ? `发现 ${report.problemCount} 处问题` : `${report.problemCount} problems found`}\n`,
  );
  return report.ok ? 0 : 1;
}
