import { readFile } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import type { Remote } from './remote.ts';

/**
 * `guiju verify approval`: a file is checked where it lies, without any server; anything else is the number of a request, whose
 * evidence is fetched out of the database now, and whose archive package where there is one; both are checked here, so that the
 * server isn't asked whether it is right. Gives the exit code.
 */
export async function verifyApproval(given: {
  readonly what: string;
  readonly anchors: string | undefined;
  readonly publicKey: string | undefined;
  readonly language: 'zh' | 'en';
  readonly remote: Remote;
  readonly stdout: Writable;
}): Promise<number> {
  const { what, language, remote, stdout } = given;
  const zh = language === 'zh';
  const options = {
    anchors: given.anchors === undefined ? undefined : (await readFile(given.anchors, 'utf8')).split('\n'),
    publicKeys: given.publicKey === undefined ? undefined : [await readFile(given.publicKey, 'utf8')],
  };
  // The modules are loaded only for this: other commands of the tool start without them.
  const { approvalPackages } = await import('#modules/index.ts');
  let ok = true;
  const check = (title: string, bytes: Uint8Array) => {
    const report = approvalPackages.verify(bytes, options);
    const { manifest } = report;
    const line = (zhText: string, enText: string, value: unknown) =>
      stdout.write(`${zh ? zhText : enText}${zh ? '：' : ': '}${value}\n`);
    stdout.write(`${title}\n`);
    if (manifest) {
      line('编号', 'number', manifest.number);
      line('状态', 'status', manifest.status);
      line('制作于', 'made', manifest.madeAt);
    }
    line('文件', 'files', report.files);
    line(
      '事件',
      'events',
      `${report.events}${report.erased ? (zh ? `（已擦除 ${report.erased}）` : ` (${report.erased} erased)`) : ''}`,
    );
    line('个人签名', 'personal signatures', report.personalSignatures);
    line('公司证据链', 'links of the company’s chain', report.links);
    line('签名', 'signed heads', `${report.signedHeads}, ${trustWords[report.trust][language]}`);
    for (const problem of report.problems) stdout.write(`✗ ${approvalPackages.inWords(problem, language)}\n`);
    const { length } = report.problems;
    if (report.ok) stdout.write(zh ? '✓ 没有发现问题\n' : '✓ no problem found\n');
    else stdout.write(zh ? `发现 ${length} 处问题\n` : `${length} problems found\n`);
    ok &&= report.ok;
  };
  const file = await readFile(what).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' && !/[./\\]/.test(what)) return undefined;
    throw error;
  });
  if (file) {
    check(zh ? '包' : 'Package', file);
    return ok ? 0 : 1;
  }
  const fetched = async (operation: string, input: object) => remote.call(operation, JSON.stringify(input));
  const bytesOf = async (operation: string, requestId: string) =>
    new Uint8Array(await (await fetched(operation, { requestId })).arrayBuffer());
  const found = (await (await fetched('approvals.findRequest', { number: what })).json()) as {
    requestId: string;
    archived: boolean;
  };
  check(
    zh ? '数据库现在的证据' : 'Evidence in the database now',
    await bytesOf('approvals.downloadProof', found.requestId),
  );
  if (found.archived) {
    stdout.write('\n');
    check(zh ? '归档包' : 'Archive package', await bytesOf('approvals.downloadArchive', found.requestId));
  }
  return ok ? 0 : 1;
}

const trustWords = {
  'given-keys': { zh: '对照给出的公钥', en: 'against the public keys given' },
  anchors: { zh: '对照锚定文件中的公钥', en: 'against the keys in the anchor file' },
  'package-only': {
    zh: '只对照包自带的公钥：不能防备制作者自己造假，请用 --anchors 或 --public-key',
    en: 'only against the key in the package itself: proves nothing against whoever made it, use --anchors or --public-key',
  },
} as const;
