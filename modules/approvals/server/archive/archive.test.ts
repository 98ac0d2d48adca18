import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { canonicalJson } from '#kernel/server/chain/canonical-json.ts';
import { nextLink } from '#kernel/server/chain/next-link.ts';
import { serverModule } from '#kernel/server/define-module.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { aCompany, aPerson } from '#modules/directory/testing.ts';
import { readFile as readStoredFile, uploadFile } from '#modules/files/contract/operations.ts';
import { modules } from '#modules/index.ts';
import * as archive from '../../contract/archive.ts';
import * as operations from '../../contract/operations.ts';
import { keepArchive } from '../../contract/permissions.ts';
import { processKind, processKinds } from '../../contract/process-kind.ts';
import { recordOutcome, revokeRequest } from '../../contract/step-operations.ts';
import { approvalsHouse } from '../../testing.ts';
import { approvalsCache } from '../../web/cache.ts';
import { verifyApproval } from '../verify-approval.ts';
import { type PackageProblem, packageProblemInWords, packageProblems } from './package-problems.ts';
import { pdfText } from './pdf-text.fixture.ts';
import { verifyPackage } from './verify-package.ts';

const errand = processKind({
  name: 'forms.errand',
  title: { zh: '外出', en: 'Errand' },
  version: 1,
  form: z.object({ what: z.string().min(1).max(200), secret: z.string().max(200).optional() }),
  fields: [
    { name: 'what', label: { zh: '事项', en: 'What' }, type: 'text' },
    { name: 'secret', label: { zh: '隐私', en: 'Secret' }, type: 'text', sensitive: true },
  ],
  summary: (given) => ({ zh: given.what, en: given.what }),
  numberPrefix: 'WC',
  startPath: '/errand/new',
  copiesSeeAll: [],
  definition: {
    revoke: { kind: 'withinDays', days: 3 },
    start: { kind: 'start', id: 'start', name: '申请' },
    nodes: [
      {
        kind: 'approve',
        id: 'head',
        name: '部门负责人',
        approvers: [{ kind: 'departmentHead' }],
        empty: { kind: 'processAdministrator' },
        self: 'departmentHead',
        mode: { kind: 'all' },
      },
    ],
  },
});
const house = approvalsHouse([
  serverModule({
    contract: moduleContract({
      name: 'forms',
      title: { zh: '表单', en: 'Forms' },
      extensions: [extend(processKinds, errand)],
    }),
    handlers: [],
  }),
  ...modules.filter(({ contract }) => contract.name === 'files'),
]);

let test: TestProgram;
let mei: TestClient;
let head: TestClient;
let copied: TestClient;
let stranger: TestClient;
let keeper: TestClient;

beforeAll(async () => {
  test = await startTestProgram(house.composition);
  const company = await aCompany(test);
  const departmentId = company.departments.平台组 ?? '';
  const one = async (name: string) => {
    const id = await aPerson(test, company, { name, department: '平台组' });
    return test.as(id);
  };
  mei = await one('欧阳·阿卜杜热合曼·买买提艾力');
  head = await one('喆堃');
  copied = await one('李雷');
  stranger = await one('韩梅梅');
  keeper = await one('档案员');
  const { revision } = await test.system(readDepartment, { departmentId });
  await test.system(changeDepartment, { departmentId, revision, change: { headIds: [head.personId] } });
  house.grants.set(keeper.personId, [{ permission: keepArchive, reach: 'company' }]);
});
afterAll(() => test.stop());

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const secret = '去医院复查';
async function submitted(): Promise<string> {
  const form = { what: '送文件到税务局', secret };
  return (await mei.call(operations.submitRequest, { kind: 'forms.errand', form })).requestId;
}
async function approve(requestId: string, files: string[] = [], named: object = {}): Promise<void> {
  const { view } = await head.call(operations.readRequest, { requestId });
  const { rows } = await head.call(operations.listToDo, { limit: 200 });
  const slotId = rows.find((row) => row.requestId === requestId)?.slotId ?? '';
  await head.call(operations.act, {
    requestId,
    slotId,
    revision: view.revision,
    outcome: 'approve',
    opinion: { text: '同意，早去早回', files, ...named },
  });
}
/** A file that the head sends before he answers. */
const upload = async (name: string, text: string) =>
  (
    (await head.call(
      uploadFile,
      {},
      { file: { bytes: new TextEncoder().encode(text), name, mediaType: 'text/plain' } },
    )) as { fileId: string }
  ).fileId;
async function finished(): Promise<string> {
  const requestId = await submitted();
  await mei.call(operations.copyRequest, { requestId, people: [copied.personId] });
  await approve(requestId);
  await test.settle();
  return requestId;
}
type Bytes = { bytes: Uint8Array };
const packageOf = async (requestId: string, by = mei) =>
  ((await by.call(archive.downloadArchive, { requestId })) as Bytes).bytes;
const proofOf = async (requestId: string) => ((await mei.call(archive.downloadProof, { requestId })) as Bytes).bytes;
const keys = () => ({ publicKeys: [test.program.kernel.evidenceKeys.publicKeyPem] });
const codes = (bytes: Uint8Array, options: Parameters<typeof verifyPackage>[1] = keys()) =>
  verifyPackage(bytes, options).problems.map((problem) => problem.code);
/** The package with some of its files replaced. */
function changed(bytes: Uint8Array, change: (files: Record<string, Uint8Array>) => void): Uint8Array {
  const files = unzipSync(bytes);
  change(files);
  return zipSync(files);
}
const printed = async (by: TestClient, requestId: string, language: 'zh' | 'en' = 'zh') => {
  const answer = await test.finish<{ printId: string; digest: string; pages: number }>(
    by,
    await by.call(archive.printRequest, { requestId, language }),
  );
  const { bytes } = (await by.call(archive.downloadPrint, { requestId, printId: answer.printId })) as Bytes;
  return { ...answer, bytes };
};

describe('the package of an ended request', () => {
  it('is made once, at the end, holds everything, and proves itself with the public key alone', async () => {
    const requestId = await submitted();
    await expect(mei.call(archive.downloadArchive, { requestId })).rejects.toMatchObject({
      code: 'approvals.notArchived',
    });
    await approve(requestId);
    await test.settle();
    const bytes = await packageOf(requestId);
    const report = verifyPackage(bytes, keys());
    expect(report).toMatchObject({ ok: true, trust: 'given-keys', problems: [], erased: 0 });
    expect(report.readable).toBe(report.events);
    expect(report.manifest).toMatchObject({ reason: 'archive', status: 'approved', found: [] });
    const files = unzipSync(bytes);
    const read = (path: string) => JSON.parse(strFromU8(files[path] ?? new Uint8Array()));
    expect(read('data.json').forms).toEqual([{ number: 1, content: { what: '送文件到税务局', secret } }]);
    expect(read('opinions.json')).toMatchObject([
      { name: '喆堃', answer: 'approved', opinion: { text: '同意，早去早回' }, evidence: { seen: {} } },
    ]);
    const terms = Object.fromEntries(
      read('metadata.json').map((one: { term: string; value: unknown }) => [one.term, one.value]),
    );
    expect(terms).toMatchObject({ 处理结果: 'approved', 保管期限: '10年', 责任者: '欧阳·阿卜杜热合曼·买买提艾力' });
    expect(terms.保管期满).toMatch(/^2036-03-0/);
    const again = await packageOf(requestId);
    await test.advance({ days: 1 });
    expect(await packageOf(requestId)).toEqual(again);
    const [row] = await test.sql<{ digest: Buffer; kind: string }>(
      `select a.digest, c.kind from approvals.archive a join kernel.evidence_content c on c.id = a.evidence_id
       where a.instance_id = $1`,
      [requestId],
    );
    expect(row).toMatchObject({ kind: 'approvals.archived' });
    expect((await mei.call(archive.readArchive, { requestId })).archived).toMatchObject({
      digest: row?.digest.toString('hex'),
      period: 10,
    });
  });

  it('is made of every end: rejected, withdrawn', async () => {
    const requestId = await submitted();
    await mei.call(operations.withdrawRequest, { requestId });
    await test.settle();
    expect(verifyPackage(await packageOf(requestId), keys())).toMatchObject({
      ok: true,
      manifest: { status: 'withdrawn' },
    });
  });

  it('cannot be changed or removed by the program, and only those who see everything may have it', async () => {
    const requestId = await finished();
    const app = test.program.kernel.database.writePool;
    for (const text of [
      'update approvals.archive set digest = digest',
      'delete from approvals.archive',
      'truncate approvals.archive cascade',
      'update approvals.print set digest = digest',
    ]) {
      await expect(app.query(text)).rejects.toThrow('permission denied');
    }
    await expect(
      test.sql('insert into approvals.archive select * from approvals.archive where instance_id = $1', [requestId]),
    ).rejects.toThrow(/archive_(pkey|digest_key)/);
    for (const operation of [archive.downloadArchive, archive.downloadProof]) {
      for (const other of [copied, stranger])
        await expect(other.call(operation, { requestId })).rejects.toMatchObject({ status: 404 });
      await expect(test.visitor().call(operation, { requestId })).rejects.toMatchObject({ status: 401 });
    }
    expect(verifyPackage(await packageOf(requestId, keeper), keys()).ok).toBe(true);
    await test.settle();
    const looks = await test.sql(
      `select 1 from kernel.audit where operation = 'approvals.downloadArchive' and outcome = 'looked' and actor_id = $1`,
      [keeper.personId],
    );
    expect(looks).toHaveLength(1);
  });

  it('holds what was attached, byte for byte, and names it on paper', async () => {
    const requestId = await submitted();
    const [blob, fileId] = [test.program.kernel.newId(), test.program.kernel.newId()];
    const content = Buffer.from('合同正文');
    await test.program.kernel.blobs.write(
      blob,
      (async function* () {
        yield content;
      })(),
    );
    await test.sql(
      `insert into files.content (id, sha256, size, media_type, shows) values ($1, sha256($2), length($2), 'text/plain', 'nothing')`,
      [blob, content],
    );
    await test.sql(
      `insert into files.file (id, content_id, name, uploader_id, uploaded_at, owner_module, owner_kind, owner_id)
       values ($1, $2, '合同.txt', $3, '2026-03-02T09:00:00+08:00', 'approvals', 'request', $4)`,
      [fileId, blob, mei.personId, requestId],
    );
    await approve(requestId);
    await test.settle();
    const bytes = await packageOf(requestId);
    const files = unzipSync(bytes);
    expect(Buffer.from(files['attachments/001-合同.txt'] ?? []).equals(content)).toBe(true);
    expect(pdfText(files['approval.pdf'] ?? new Uint8Array()).text).toContain('1. 合同.txt');
    expect(verifyPackage(bytes, keys()).ok).toBe(true);
  });

  it('holds what came with an opinion, in the words of who signed it and on paper by name and size', async () => {
    const requestId = await submitted();
    const text = '现场勘察记录'.repeat(100);
    const fileId = await upload('勘察.txt', text);
    await approve(requestId, [fileId]);
    await test.settle();
    const bytes = await packageOf(requestId);
    const files = unzipSync(bytes);
    const read = (path: string) => JSON.parse(strFromU8(files[path] ?? new Uint8Array()));
    const content = new TextEncoder().encode(text);
    const known = { fileId, name: '勘察.txt', size: content.length, sha256: sha256(content) };
    expect(read('opinions.json')).toMatchObject([{ name: '喆堃', opinion: { files: [known] } }]);
    const attached = read('metadata.json').find(({ name }: { name: string }) => name === 'attachments').value;
    expect(attached).toMatchObject([{ ...known, path: 'attachments/001-勘察.txt', missing: false }]);
    expect(strFromU8(files[attached[0].path] ?? new Uint8Array())).toBe(text);
    const onPaper = [files['approval.pdf'], (await printed(mei, requestId)).bytes];
    for (const paper of onPaper) {
      expect(pdfText(paper ?? new Uint8Array()).text).toContain('附件：勘察.txt（1.8 kB）');
    }
    expect(verifyPackage(bytes, keys())).toMatchObject({ ok: true, problems: [] });
    // Whoever makes the package anew with another file can't make the opinion say so.
    const other = changed(bytes, (inside) => {
      inside['attachments/001-勘察.txt'] = strToU8('别的内容');
    });
    expect(codes(other)).toEqual(['file-changed']);
  });

  it('holds why it was sent back, and what came of an opinion with its files', async () => {
    const requestId = await submitted();
    const { rows } = await head.call(operations.listToDo, { limit: 200 });
    const slotId = rows.find((row) => row.requestId === requestId)?.slotId ?? '';
    const returned = await head.call(operations.returnRequest, {
      requestId,
      slotId,
      revision: (await head.call(operations.readRequest, { requestId })).view.revision,
      to: { kind: 'applicant' },
      opinion: { text: '请补充地址', files: [await upload('样张.txt', '样')] },
    });
    expect(returned.status).toBe('returned');
    expect(pdfText((await printed(mei, requestId)).bytes).text).toContain('退回：请补充地址');
    await mei.call(operations.resubmitRequest, { requestId, form: { what: '送文件到海曙税务局' } });
    await approve(requestId, [], { executor: head.personId });
    await test.settle();
    const again = (await head.call(operations.readRequest, { requestId })).view.duties[0]?.slotId ?? '';
    const fileId = await upload('回执.txt', '收到');
    const outcome = { requestId, slotId: again, text: '已经送到', files: [fileId] };
    await head.call(recordOutcome, outcome);
    await test.settle();
    const { view } = await mei.call(operations.readRequest, { requestId });
    expect(view.history.at(-1)).toMatchObject({ what: 'outcomeRecorded', text: '已经送到', files: [fileId] });
    // Whoever is shown the outcome may open its files, and nobody else.
    expect(((await mei.call(readStoredFile, { fileId })) as unknown as Bytes).bytes).toHaveLength(6);
    await expect(stranger.call(readStoredFile, { fileId })).rejects.toMatchObject({ code: 'kernel.notFound' });
    const bytes = await packageOf(requestId);
    const files = unzipSync(bytes);
    const opinions = JSON.parse(strFromU8(files['opinions.json'] ?? new Uint8Array()));
    expect(opinions).toMatchObject([
      { answer: 'returned', void: true, opinion: { text: '请补充地址', files: [{ name: '样张.txt' }] } },
      { answer: 'resubmitted' },
      { answer: 'approved', outcome: { text: '已经送到', files: [{ fileId, name: '回执.txt', size: 6 }] } },
    ]);
    expect(opinions[0].evidence.seen.digest).toMatch(/^[0-9a-f]{64}$/);
    const { text } = pdfText(files['approval.pdf'] ?? new Uint8Array());
    for (const said of ['退回：请补充地址', '附件：样张.txt（3 B）', '落实意见', '已经送到', '附件：回执.txt（6 B）'])
      expect(text).toContain(said);
    expect(verifyPackage(bytes, keys())).toMatchObject({ ok: true, problems: [] });
  });

  it('is told to those concerned when it is there; printing changes nothing that is shown', async () => {
    const requestId = await submitted();
    const watched = [[archive.readArchive, { requestId }]] as const;
    await verifyPush(test, mei, approvalsCache, watched, () => printed(mei, requestId));
    await verifyPush(test, mei, approvalsCache, watched, async () => {
      await approve(requestId);
      await test.settle();
    });
    expect((await mei.call(archive.readArchive, { requestId })).may).toContain('downloadArchive');
  });
});

describe('an approval that is to be revoked', () => {
  const revoke = (requestId: string) => mei.call(revokeRequest, { requestId, reason: '行程取消' });
  const statusOf = (bytes: Uint8Array) => verifyPackage(bytes, keys()).manifest?.status;

  it('is archived again when it was revoked, and the package proves that', async () => {
    const requestId = await finished();
    const before = await packageOf(requestId);
    await test.advance({ hours: 1 });
    await revoke(requestId);
    await test.settle();
    // While it is asked for, the archive stays as it is.
    expect(await packageOf(requestId)).toEqual(before);
    await approve(requestId);
    await test.settle();
    const after = await packageOf(requestId);
    const report = verifyPackage(after, keys());
    expect(report).toMatchObject({ ok: true, problems: [], manifest: { status: 'revoked' } });
    expect(report.manifest?.follows).toEqual({
      revision: verifyPackage(before, keys()).manifest?.chain.events,
      digest: sha256(before),
    });
    const files = unzipSync(after);
    expect(strFromU8(files['events.ndjson'] ?? new Uint8Array())).toContain('行程取消');
    expect(pdfText(files['approval.pdf'] ?? new Uint8Array()).text).toContain('行程取消');
    // The earlier package still proves itself, and both are known to who holds one of them.
    expect(verifyPackage(before, keys()).ok).toBe(true);
    const { code } = await mei.call(archive.readArchive, { requestId });
    for (const bytes of [before, after])
      expect((await test.visitor().call(archive.verifyCode, { code, digest: sha256(bytes) })).file?.kind).toBe(
        'archive',
      );
  });

  it('whoever leaves the revocation out of the package is found out', async () => {
    const requestId = await finished();
    await test.advance({ hours: 1 });
    await revoke(requestId);
    await approve(requestId);
    await test.settle();
    const hidden = changed(await packageOf(requestId), (files) => {
      const lines = strFromU8(files['events.ndjson'] ?? new Uint8Array()).split('\n');
      files['events.ndjson'] = strToU8(
        `${lines
          .slice(
            0,
            lines.findIndex((line) => line.includes('revocationAsked')),
          )
          .join('\n')}\n`,
      );
    });
    expect(codes(hidden)).toEqual(expect.arrayContaining(['file-changed', 'tail-missing', 'event-removed']));
  });

  it('is archived again when it stands', async () => {
    const requestId = await finished();
    const before = await packageOf(requestId);
    await test.advance({ hours: 1 });
    await revoke(requestId);
    await mei.call(operations.withdrawRequest, { requestId });
    await test.settle();
    const after = await packageOf(requestId);
    expect(statusOf(after)).toBe('approved');
    expect(verifyPackage(after, keys())).toMatchObject({ ok: true, manifest: { follows: { digest: sha256(before) } } });
  });
});

describe('what was done to a package', () => {
  it('a changed byte in any file is found, and the file is named', async () => {
    const bytes = await packageOf(await finished());
    for (const path of Object.keys(unzipSync(bytes))) {
      const report = verifyPackage(
        changed(bytes, (files) => {
          const file = files[path] ?? new Uint8Array();
          const at = Math.floor(file.length / 2);
          file[at] = (file[at] ?? 0) ^ 1;
        }),
        keys(),
      );
      expect(report.ok, path).toBe(false);
      const told = report.problems.map((problem) => packageProblemInWords(problem, 'en')).join('\n');
      if (path === 'manifest.json' || path === 'signature.json') expect(told).toMatch(/manifest\.json/);
      else expect(told).toContain(`The file ${path} was changed`);
    }
    expect(codes(changed(bytes, (files) => delete files['approval.pdf']))).toContain('file-missing');
    expect(
      codes(
        changed(bytes, (files) => {
          files['attachments/001-new.txt'] = strToU8('new');
        }),
      ),
    ).toEqual(['file-extra']);
    expect(codes(strToU8('not a zip'))).toEqual(['not-a-package']);
    expect(codes(bytes.subarray(0, bytes.length - 100))).toEqual(['not-a-package']);
  });

  /** Whoever has only the package makes everything anew around a change: digests, manifest, a signature with a key of his own. */
  function forged(bytes: Uint8Array, change: (files: Record<string, Uint8Array>, manifest: Forgeable) => void) {
    return changed(bytes, (files) => {
      const manifest = JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array())) as Forgeable;
      change(files, manifest);
      const { privateKey, publicKey } = generateKeyPairSync('ed25519');
      manifest.publicKey = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
      for (const file of manifest.files) {
        const content = files[file.path] ?? new Uint8Array();
        file.size = content.length;
        file.sha256 = sha256(content);
      }
      const text = canonicalJson(manifest);
      files['manifest.json'] = strToU8(text);
      files['signature.json'] = strToU8(
        JSON.stringify({
          algorithm: 'ed25519',
          publicKey: manifest.publicKey,
          signature: sign(null, Buffer.from(text), privateKey).toString('base64'),
        }),
      );
    });
  }
  interface Forgeable {
    publicKey: string;
    chain: { events: number; head: string };
    files: { path: string; size: number; sha256: string }[];
  }
  const linesOf = (files: Record<string, Uint8Array>, path: string) =>
    strFromU8(files[path] ?? new Uint8Array())
      .trimEnd()
      .split('\n');

  it('a changed form or opinion is found although manifest and signature were made anew', async () => {
    const bytes = await packageOf(await finished());
    const form = forged(bytes, (files) => {
      files['data.json'] = strToU8(strFromU8(files['data.json'] ?? new Uint8Array()).replaceAll('税务局', '海关'));
    });
    expect(codes(form)).toEqual(['key-not-trusted', 'form-changed']);
    expect(codes(form, {})).toEqual(['form-changed']);
    const opinion = forged(bytes, (files) => {
      files['events.ndjson'] = strToU8(
        strFromU8(files['events.ndjson'] ?? new Uint8Array()).replaceAll('早去早回', '不得报销'),
      );
    });
    expect(codes(opinion, {})).toContain('event-changed');
  });

  it('a chain that was linked anew is found and named', async () => {
    const bytes = await packageOf(await finished());
    const relinked = forged(bytes, (files, manifest) => {
      const lines = linesOf(files, 'events.ndjson').map((line) => JSON.parse(line));
      // Another commitment of the second step, and every hash after it computed again.
      const [first, ...steps] = lines.filter((line) => line.hash !== undefined);
      steps[0].commitment = 'ab'.repeat(32);
      let previous = first.hash;
      for (const line of steps) {
        const link = nextLink(Buffer.from(previous, 'hex'), Buffer.from(line.commitment, 'hex'), line.seq, {
          evidenceId: line.evidenceId,
        });
        line.hash = link.hash.toString('hex');
        previous = line.hash;
      }
      files['events.ndjson'] = strToU8(lines.map((line) => `${canonicalJson(line)}\n`).join(''));
      manifest.chain.head = previous;
    });
    const found = verifyPackage(relinked, {}).problems;
    expect(found.map((problem) => problem.code)).toEqual(['event-changed', 'chain-relinked']);
    expect(packageProblemInWords(found[1] as PackageProblem, 'zh')).toMatch(/重新连接过/);
  });

  it('a tail that was cut off is found and named', async () => {
    const bytes = await packageOf(await finished());
    const cut = (files: Record<string, Uint8Array>) => {
      const all = linesOf(files, 'events.ndjson').map((line) => JSON.parse(line) as { seq: number; hash?: string });
      // The last step, whole.
      const lines = all.slice(
        0,
        all.findLastIndex((line) => line.hash !== undefined),
      );
      files['events.ndjson'] = strToU8(lines.map((line) => `${canonicalJson(line)}\n`).join(''));
      return { seq: lines.length, hash: lines.findLast((line) => line.hash !== undefined)?.hash ?? '' };
    };
    expect(codes(changed(bytes, (files) => void cut(files)))).toContain('tail-missing');
    const hidden = forged(bytes, (files, manifest) => {
      const last = cut(files);
      manifest.chain = { events: last.seq, head: last.hash };
    });
    expect(codes(hidden, {})).toEqual(expect.arrayContaining(['end-missing', 'event-removed']));
  });

  it('a rewritten or shortened chain of the company is found by anchors that were kept elsewhere', async () => {
    const bytes = await packageOf(await finished());
    const chain = forged(bytes, (files) => {
      const lines = linesOf(files, 'chain.ndjson').map((line) => JSON.parse(line));
      const last = lines.findLast((line) => line.type === 'link');
      last.at = '2026-03-01T00:00:00.000000Z';
      files['chain.ndjson'] = strToU8(lines.map((line) => `${canonicalJson(line)}\n`).join(''));
    });
    expect(codes(chain, {})).toContain('link-changed');
    const signed = forged(bytes, (files) => {
      const lines = linesOf(files, 'chain.ndjson').filter((line) => !line.includes('"signed-head"'));
      files['chain.ndjson'] = strToU8(`${lines.join('\n')}\n`);
    });
    expect(codes(signed, {})).toContain('not-signed');
    const anchors = (await readFile(test.program.kernel.evidenceKeys.anchorsFile, 'utf8')).split('\n');
    expect(verifyPackage(bytes, { anchors })).toMatchObject({ ok: true, trust: 'anchors' });
    expect(codes(signed, { anchors })).toEqual(['key-not-trusted']);
  });

  it('every problem has words in both languages', () => {
    for (const code of Object.keys(packageProblems) as PackageProblem['code'][]) {
      for (const language of ['zh', 'en'] as const)
        expect(packageProblemInWords({ code, facts: {} }, language)).not.toBe('');
    }
  });
});

describe('what was done to the database', () => {
  const proofCodes = async (requestId: string) => codes(await proofOf(requestId));
  const dbProblems = async (requestId: string) => {
    const { database, evidenceKeys } = test.program.kernel;
    return (await verifyApproval(database.readPool, evidenceKeys, requestId)).map((problem) => problem.what);
  };

  it('nothing, of a request that is still running', async () => {
    const requestId = await submitted();
    expect(verifyPackage(await proofOf(requestId), keys())).toMatchObject({
      ok: true,
      manifest: { reason: 'proof', status: 'running' },
    });
    expect(await dbProblems(requestId)).toEqual([]);
  });

  it('a changed content of the form', async () => {
    const requestId = await finished();
    await test.sql(
      `update approvals.form_content set content = jsonb_set(content, '{what}', '"别的事"') where instance_id = $1`,
      [requestId],
    );
    expect(await proofCodes(requestId)).toEqual(expect.arrayContaining(['form-changed', 'found-when-made']));
    expect(await dbProblems(requestId)).toEqual(['formChanged']);
  });

  it('another file in the place of what came with an opinion: in its row, in its bytes, or none at all', async () => {
    const requestId = await submitted();
    const fileId = await upload('报价.txt', '每件 12 元');
    await approve(requestId, [fileId]);
    await test.settle();
    expect(await dbProblems(requestId)).toEqual([]);
    const [row] = await test.sql<{ content_id: string; sha256: Buffer }>(
      'select c.id as content_id, c.sha256 from files.file f join files.content c on c.id = f.content_id where f.id = $1',
      [fileId],
    );
    const { blobs } = test.program.kernel;
    const blob = row?.content_id ?? '';
    const put = async (text: string) => {
      await blobs.remove(blob);
      await blobs.write(
        blob,
        (async function* () {
          yield Buffer.from(text);
        })(),
      );
    };
    await put('每件 21 元');
    expect(await proofCodes(requestId)).toEqual(['opinion-file-differs']);
    const digest = (text: string) => createHash('sha256').update(text).digest();
    await test.sql('update files.content set sha256 = $2 where id = $1', [blob, digest('每件 21 元')]);
    expect(await dbProblems(requestId)).toEqual(['opinionFileDiffers']);
    expect(await proofCodes(requestId)).toEqual(['found-in-rows', 'opinion-file-differs']);
    await test.sql('update files.content set sha256 = $2 where id = $1', [blob, row?.sha256]);
    await put('每件 12 元');
    expect(await proofCodes(requestId)).toEqual([]);
    await test.sql('update files.file set owner_id = $2 where id = $1', [fileId, crypto.randomUUID()]);
    expect(await dbProblems(requestId)).toEqual(['opinionFileDiffers']);
    expect(await proofCodes(requestId)).toEqual(['found-in-rows', 'opinion-file-differs']);
    // The package of then still proves what it was.
    expect(verifyPackage(await packageOf(requestId), keys()).ok).toBe(true);
  });

  it('a changed event', async () => {
    const requestId = await finished();
    await test.sql(
      `update approvals.event set body = jsonb_set(body, '{opinion,text}', '"不同意"')
       where instance_id = $1 and body->>'type' = 'acted'`,
      [requestId],
    );
    expect(await proofCodes(requestId)).toEqual(expect.arrayContaining(['body-changed']));
    expect(await dbProblems(requestId)).toEqual(['bodyChanged']);
  });

  it('a cut-off tail, with the request put back to where it ends now', async () => {
    const requestId = await finished();
    const [before] = await test.sql<{ revision: number }>('select revision from approvals.instance where id = $1', [
      requestId,
    ]);
    const [last] = await test.sql<{ seq: number }>(
      'select max(seq) as seq from approvals.event where instance_id = $1 and hash is not null',
      [requestId],
    );
    // The last step; and, of a step, its last event.
    const kept = (last?.seq ?? 0) - 1;
    expect(before?.revision).toBeGreaterThan(kept + 1);
    await test.sql('delete from approvals.event where instance_id = $1 and seq = $2', [requestId, before?.revision]);
    expect(await proofCodes(requestId)).toEqual(expect.arrayContaining(['event-missing', 'tail-missing']));
    expect(await dbProblems(requestId)).toEqual(expect.arrayContaining(['missing', 'headDiffers']));
    await test.sql('delete from approvals.event where instance_id = $1 and seq > $2', [requestId, kept]);
    await test.sql(
      `update approvals.instance i set revision = $2, head = e.hash, status = 'running', ended_at = null
       from approvals.event e where e.instance_id = i.id and i.id = $1
         and e.seq = (select max(seq) from approvals.event where instance_id = $1 and hash is not null)`,
      [requestId, kept],
    );
    expect(await proofCodes(requestId)).toEqual(expect.arrayContaining(['event-removed']));
    expect(await dbProblems(requestId)).toEqual(expect.arrayContaining(['eventRemoved']));
  });

  it('a chain linked anew, commitments and all', async () => {
    const requestId = await finished();
    const rows = await test.sql<{ seq: number; evidence_id: string; commitment: Buffer; hash: Buffer }>(
      'select seq, evidence_id, commitment, hash from approvals.event where instance_id = $1 and hash is not null order by seq',
      [requestId],
    );
    let previous = rows[0]?.hash ?? Buffer.alloc(0);
    for (const row of rows.slice(1)) {
      const commitment = row === rows[1] ? Buffer.alloc(32, 7) : row.commitment;
      const link = nextLink(previous, commitment, row.seq, { evidenceId: row.evidence_id });
      previous = link.hash;
      await test.sql('update approvals.event set commitment = $3, hash = $4 where instance_id = $1 and seq = $2', [
        requestId,
        row.seq,
        commitment,
        link.hash,
      ]);
      await test.sql('update kernel.evidence_content set commitment = $2 where id = $1', [row.evidence_id, commitment]);
    }
    await test.sql('update approvals.instance set head = $2 where id = $1', [requestId, previous]);
    expect(await proofCodes(requestId)).toEqual(expect.arrayContaining(['event-changed', 'chain-relinked']));
    expect(await dbProblems(requestId)).toEqual(['companyLinkDiffers']);
  });
});

describe('the printed form', () => {
  it('is PDF/A with embedded fonts, whose text can be read, with number, opinions and code', async () => {
    const requestId = await finished();
    const { code } = await mei.call(archive.readArchive, { requestId });
    const { bytes, pages } = await printed(mei, requestId);
    expect(pages).toBe(1);
    const read = pdfText(bytes);
    expect(read.header).toBe('%PDF-1.7');
    expect(read.metadata).toMatch(/<pdfaid:part>2<[\s\S]*<pdfaid:conformance>B</);
    expect(read.outputIntents).toBe(true);
    expect(read.fonts.length).toBeGreaterThan(0);
    expect(read.fonts.every((font) => font.embedded)).toBe(true);
    for (const text of [
      '外出审批单',
      '欧阳·阿卜杜热合曼·买买提艾力',
      '送文件到税务局',
      secret,
      '部门负责人',
      '同意，早去早回',
      '喆堃',
      '密码登录',
      '第 1 页 / 共 1 页',
      code,
    ])
      expect(read.text).toContain(text);
    expect(pdfText((await printed(mei, requestId, 'en')).bytes).text).toContain('Errand: approval');
  });

  it('hides what the reader may not see, and is only his', async () => {
    const requestId = await finished();
    const theirs = await printed(copied, requestId);
    const { text } = pdfText(theirs.bytes);
    expect(text).toContain('送文件到税务局');
    expect(text).not.toContain(secret);
    expect(text).toContain('此处未打印');
    await expect(mei.call(archive.downloadPrint, { requestId, printId: theirs.printId })).rejects.toMatchObject({
      status: 404,
    });
    await expect(test.finish(stranger, await stranger.call(archive.printRequest, { requestId }))).rejects.toMatchObject(
      { code: 'kernel.notFound' },
    );
  });

  it('goes after a day, and is known by its digest for ever', async () => {
    const requestId = await finished();
    const { printId, digest } = await printed(mei, requestId);
    await test.advance({ days: 2 });
    await expect(mei.call(archive.downloadPrint, { requestId, printId })).rejects.toMatchObject({ status: 404 });
    const { code } = await mei.call(archive.readArchive, { requestId });
    expect((await test.visitor().call(archive.verifyCode, { code, digest })).file).toMatchObject({
      kind: 'print',
      current: true,
    });
  });
});

describe('the verification page', () => {
  it('tells a stranger number, kind, state and times, and nothing else', async () => {
    const requestId = await finished();
    const { code } = await mei.call(archive.readArchive, { requestId });
    const told = await test.visitor().call(archive.verifyCode, { code: code.toLowerCase().replaceAll('-', ' ') });
    expect(Object.keys(told).sort()).toEqual(
      ['archivedAt', 'employer', 'endedAt', 'intact', 'number', 'status', 'submittedAt', 'title'].sort(),
    );
    expect(told).toMatchObject({ title: { zh: '外出' }, status: 'approved', intact: true });
    expect((await stranger.call(archive.verifyCode, { code })).requestId).toBeUndefined();
    expect((await mei.call(archive.verifyCode, { code })).requestId).toBe(requestId);
    const archived = sha256(await packageOf(requestId));
    expect((await stranger.call(archive.verifyCode, { code, digest: archived })).file?.kind).toBe('archive');
    expect((await stranger.call(archive.verifyCode, { code, digest: 'ab'.repeat(32) })).file?.kind).toBe('unknown');
    await test.sql(`update approvals.instance set state = jsonb_set(state, '{suspended}', 'true') where id = $1`, [
      requestId,
    ]);
    expect((await stranger.call(archive.verifyCode, { code })).intact).toBe(false);
  });

  it('refuses codes that are none, and whoever tries many', async () => {
    for (const code of ['0000-0000-0000-0000', '!!!!-!!!!-!!!!-!!!!'])
      await expect(stranger.call(archive.verifyCode, { code })).rejects.toMatchObject({ code: 'approvals.noSuchCode' });
    const tries = await Promise.allSettled(
      Array.from({ length: 30 }, () => test.visitor().call(archive.verifyCode, { code: '0000-0000-0000-0000' })),
    );
    expect(tries.some((one) => one.status === 'rejected' && one.reason.status === 429)).toBe(true);
  });

  it('finds a request by its number, for those who may see it', async () => {
    const requestId = await finished();
    const { number } = (await mei.call(operations.readRequest, { requestId })).view;
    expect(await mei.call(archive.findRequest, { number })).toEqual({ requestId, archived: true });
    await expect(stranger.call(archive.findRequest, { number })).rejects.toMatchObject({ status: 404 });
  });
});
