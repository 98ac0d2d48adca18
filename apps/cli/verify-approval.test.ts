import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestProgram, type TestProgram } from '#kernel/testing/test-program.ts';
import { goodPassword } from '#modules/access/testing.ts';
import { aSetUpCompany } from '#modules/admin/testing.ts';
import { downloadArchive } from '#modules/approvals/contract/archive.ts';
import { act, listToDo, readRequest } from '#modules/approvals/contract/operations.ts';
import { createPerson } from '#modules/directory/contract/people.ts';
import { composition } from '#modules/index.ts';
import { requestLeave } from '#modules/leave/contract/operations.ts';
import { cliIn } from './testing.ts';

let test: TestProgram;
let home: string;
let file: string;
let publicKey: string;
let anchors: string;
let number: string;
let requestId: string;
const cli = (...argv: string[]) => cliIn(home, argv, { GUIJU_PASSWORD: goodPassword });

/** A leave that was approved and archived; its package, the public key and the anchors lie outside the server. */
beforeAll(async () => {
  test = await startTestProgram(composition);
  home = mkdtempSync(join(tmpdir(), 'guiju-approval-'));
  const { administrator, account } = await aSetUpCompany(test);
  const [department] = await test.sql<{ id: string; employer_id: string }>(
    'select id, employer_id from directory.published_department limit 1',
  );
  const { personId } = await administrator.call(createPerson, {
    employerId: department?.employer_id ?? '',
    account: 'mei',
    name: '梅',
    departments: [{ departmentId: department?.id ?? '', main: true }],
  });
  const mei = await test.as(personId);
  ({ requestId, number } = await mei.call(requestLeave, {
    kind: 'annual',
    from: { date: '2026-03-05', half: 'morning' },
    to: { date: '2026-03-05', half: 'afternoon' },
    reason: '家里有事',
  }));
  const todo = await administrator.call(listToDo, {});
  const { view } = await administrator.call(readRequest, { requestId });
  const slotId = todo.rows[0]?.slotId ?? '';
  await administrator.call(act, { requestId, slotId, revision: view.revision, outcome: 'approve' });
  await test.settle();
  const { bytes } = (await administrator.call(downloadArchive, { requestId })) as { bytes: Uint8Array };
  file = join(home, 'package.zip');
  writeFileSync(file, bytes);
  const { anchorsFile, publicKeyPem } = test.program.kernel.evidenceKeys;
  publicKey = join(home, 'public.pem');
  writeFileSync(publicKey, publicKeyPem);
  anchors = join(home, 'anchors.ndjson');
  copyFileSync(anchorsFile, anchors);
  expect(await cli('sign-in', account, '--url', test.url)).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await test.stop();
  rmSync(home, { recursive: true, force: true });
});

it('a package is checked where it lies, against a key, against anchors, or against itself with a warning', async () => {
  const checked = await cli('verify', 'approval', file, '--public-key', publicKey, '--url', 'http://127.0.0.1:1');
  expect(checked).toMatchObject({ code: 0, err: '' });
  expect(checked.out).toContain(`编号：${number}`);
  expect(checked.out).toContain('对照给出的公钥');
  expect(checked.out).toContain('✓ 没有发现问题');
  expect((await cli('verify', 'approval', file, '--anchors', anchors)).out).toContain('对照锚定文件');
  expect((await cli('verify', 'approval', file, '--lang', 'en')).out).toMatch(
    /proves nothing against[\s\S]*no problem/,
  );
});

it('a number is checked against the database now, and its archive package', async () => {
  const checked = await cli('verify', 'approval', number, '--public-key', publicKey);
  expect(checked).toMatchObject({ code: 0, err: '' });
  expect(checked.out).toMatch(/数据库现在的证据[\s\S]*✓ 没有发现问题[\s\S]*归档包[\s\S]*✓ 没有发现问题/);
  expect(await cli('verify', 'approval', 'QJ190001-0001')).toMatchObject({ code: 1, out: '' });
});

it('what was changed is named, with exit code 1; used wrongly it shows how, with 2', async () => {
  const spoiled = join(home, 'spoiled.zip');
  writeFileSync(spoiled, 'not a package');
  expect(await cli('verify', 'approval', spoiled)).toMatchObject({
    code: 1,
    out: expect.stringContaining('不是审批归档包'),
  });
  expect(await cli('verify', 'approval')).toMatchObject({ code: 2, err: expect.stringContaining('verify approval') });
  await test.sql(
    `update approvals.form_content set content = jsonb_set(content, '{days}', '30') where instance_id = $1`,
    [requestId],
  );
  const found = await cli('verify', 'approval', number, '--public-key', publicKey);
  expect(found.code).toBe(1);
  expect(found.out).toContain('✗ 表单第 1 版内容与封存的证据不符：被改动过。');
  expect(found.out).toMatch(/归档包[\s\S]*✓ 没有发现问题/);
});
