import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { giveRole } from '#modules/access/testing.ts';
import { comment, submitRequest } from '#modules/approvals/contract/operations.ts';
import { publishingKind } from '#modules/bulletins/contract/publishing-kind.ts';
import { aCompany, aPerson } from '#modules/directory/testing.ts';
import { uploadFile } from '#modules/files/contract/operations.ts';
import { composition } from '#modules/index.ts';
import { aGroup, post, say } from '#modules/messaging/testing.ts';
import { listNotices } from '#modules/notifications/contract/operations.ts';
import * as content from './contract/operations.ts';
import { stateMarksRule } from './contract/state-marks-rule.ts';
import { foldText } from './domain/fold-text.ts';
import { findStateSecretMarks } from './domain/state-secret-marks.ts';

const found = (text: string) => findStateSecretMarks(foldText(text), 20).map(({ what }) => what);

it('a mark is found by how it stands on documents; talk of keeping secrets isn’t one', () => {
  for (const [text, marks] of [
    ['绝密★启用前', ['绝密']],
    ['机密 ★ 10年', ['机密']],
    ['【机密】会议纪要.docx', ['机密']],
    ['（秘密）通知', ['秘密']],
    ['密级：秘密', ['秘密']],
    ['秘密★长期 机密★5年', ['秘密', '机密']],
    ['保守国家秘密是公民的义务', []],
    ['商业秘密的保护', []],
    ['这是我们的小秘密', []],
    ['机密文件柜的钥匙', []],
  ] as const)
    expect([text, found(text)]).toEqual([text, marks]);
});

let test: TestProgram;
let mei: TestClient;
let owner: TestClient;
let group: string;
beforeAll(async () => {
  test = await startTestProgram(composition);
  const company = await aCompany(test);
  const person = async (name: string) => test.as(await aPerson(test, company, { name }));
  [mei, owner] = [await person('李雪梅'), await person('王安')];
  await giveRole(test, owner.personId, 'securityOwner');
  group = await aGroup(mei, [owner]);
}, 120_000);
afterAll(() => test?.stop());

const blocked = expect.objectContaining({ code: 'content.blocked', status: 422 });

it('a mark in a text or a file’s name is blocked from the first day, and who judges is told', async () => {
  await expect(say(mei, group, '转发：机密★10年')).rejects.toEqual(blocked);
  const bytes = new TextEncoder().encode('x');
  const { fileId } = await mei.call(
    uploadFile,
    {},
    { file: { bytes, name: '【秘密】名单.txt', mediaType: 'text/plain' } },
  );
  await expect(post(mei, group, { content: { kind: 'file', fileIds: [fileId] } })).rejects.toEqual(blocked);
  await test.advance({ minutes: 2 });
  const notices = (await owner.call(listNotices, {})).rows.filter((row) => row.title.includes('涉密标志'));
  expect(notices.length).toBeGreaterThan(0);
  const disclosed = await mei.call(content.readDisclosure, {});
  expect(disclosed.rows).toMatchObject([{ ruleId: stateMarksRule, action: 'block', state: 'enforce' }]);
  const { rule, revision } = await owner.call(content.readRule, { ruleId: stateMarksRule });
  await expect(
    owner.call(content.saveRule, { ruleId: stateMarksRule, revision, rule, state: 'off', reason: '关闭' }),
  ).rejects.toEqual(expect.objectContaining({ code: 'content.standsByLaw', status: 403 }));
});

it('what is said beside requests, and what is to be published, passes the same rules', async () => {
  // Before anything is looked up: what may not be said isn't said anywhere.
  const requestId = crypto.randomUUID();
  await expect(mei.call(comment, { requestId, text: '见 机密★5年' })).rejects.toEqual(blocked);
  await expect(mei.call(comment, { requestId, text: '见附件' })).rejects.toEqual(
    expect.objectContaining({ code: 'kernel.notFound', status: 404 }),
  );
  await expect(
    mei.call(submitRequest, {
      kind: publishingKind.name,
      form: { sort: 'notice', headline: '转发', body: '绝密★启用前' },
    }),
  ).rejects.toEqual(blocked);
});
