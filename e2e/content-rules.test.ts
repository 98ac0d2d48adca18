import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtWeb, openBrowser, screens, type TestBrowser } from '#kernel/testing/test-browser.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { giveRole } from '#modules/access/testing.ts';
import { answerChange, listFindings, listRules, readRule, saveRule } from '#modules/content/contract/operations.ts';
import { type Action, everywhere, type Lookout } from '#modules/content/contract/rule.ts';
import { aCompany, aPerson } from '#modules/directory/testing.ts';
import { readFile } from '#modules/files/contract/operations.ts';
import { composition } from '#modules/index.ts';
import { createGroup } from '#modules/messaging/contract/conversations.ts';
import { listMessages } from '#modules/messaging/contract/messages.ts';

let test: TestProgram;
let mei: TestClient;
let zhou: TestClient;
let owner: TestClient;
let second: TestClient;
let conversationId: string;
let phone: TestBrowser;
let office: TestBrowser;
let other: TestBrowser;

beforeAll(async () => {
  const webFolder = await builtWeb();
  test = await startTestProgram(composition, { webFolder, startAt: '2026-03-11T02:00:00Z' });
  const company = await aCompany(test);
  const person = (name: string) => aPerson(test, company, { name, department: '平台组' });
  [mei, zhou, owner, second] = [
    await test.as(await person('李雪梅')),
    await test.as(await person('周磊')),
    await test.as(await person('王安')),
    await test.as(await person('赵全')),
  ];
  await giveRole(test, owner.personId, 'securityOwner');
  await giveRole(test, second.personId, 'securityOwner');
  ({ conversationId } = await mei.call(createGroup, { name: '平台组', personIds: [zhou.personId] }));
  [phone, office, other] = await Promise.all([
    openBrowser(test, mei, { size: screens.phone, language: 'zh' }),
    openBrowser(test, owner, { language: 'zh' }),
    openBrowser(test, second, { dark: true, language: 'en' }),
  ]);
}, 240_000);

afterAll(async () => {
  await Promise.all([phone, office, other].map((browser) => browser?.close()));
  await test?.stop();
});

it('two people set a rule up; a sender is asked, goes on, contests, and a person judges', async () => {
  const { page } = office;
  await office.open('/admin/content');
  await page.getByRole('link', { name: '新建规则' }).click();
  await page.getByLabel('名称', { exact: true }).fill('个人号码');
  await page.getByLabel('英文名称').fill('Personal numbers');
  await page.getByRole('radio', { name: '启用' }).check();
  await page.getByLabel('原因').fill('群里发过身份证号');
  await office.picture('content-rule');
  await page.getByRole('button', { name: '提交，由另一人确认' }).click();
  await page.getByText('您提出的修改在等另一人确认').waitFor();
  await other.open('/admin/content');
  await other.page.getByRole('link', { name: /Personal numbers/ }).click();
  await other.page.getByText('proposed a change').waitFor();
  await other.picture('content-proposal');
  await other.page.getByRole('button', { name: 'Confirm', exact: true }).click();
  await page.getByText('已确认').first().waitFor();
  await office.picture('content-rule-enforced');

  await office.open('/admin/content/try');
  await page.getByLabel('文字', { exact: true }).fill('号码：1101 0519 4912 3100 2Ｘ，谢谢');
  await page.getByRole('button', { name: '试验', exact: true }).click();
  await page.getByText('会先提醒发送人').waitFor();
  await office.picture('content-try');

  await phone.open(`/messages/${conversationId}`);
  await phone.page.getByRole('textbox').fill('我的号码 11010519491231002X');
  await phone.page.getByRole('button', { name: '发送', exact: true }).click();
  await phone.page.getByText('请确认是否发送').waitFor();
  await phone.picture('content-warned');
  await phone.page.getByRole('button', { name: '仍要发送' }).click();
  await phone.page.getByText('请确认是否发送', { exact: true }).waitFor({ state: 'detached' });
  await expect.poll(async () => (await zhou.call(listMessages, { conversationId })).rows.length).toBe(1);
  await test.settle();

  await phone.open('/content/mine');
  await phone.page.getByText('提醒后仍发送').waitFor();
  await phone.picture('content-mine');
  await phone.page.getByRole('button', { name: '提出异议' }).click();
  await phone.page.getByLabel('异议理由').fill('是示例号码');
  await phone.page.getByRole('button', { name: '提交' }).click();
  await phone.page.getByText('已提出异议：是示例号码').waitFor();

  await office.open('/admin/content/findings');
  await office.picture('content-findings');
  await page.getByRole('link', { name: /个人号码 · 李雪梅/ }).click();
  await page.getByText('是示例号码').waitFor();
  await page.getByRole('radio', { name: '误判' }).check();
  await page.getByLabel('说明').fill('标准里的示例');
  await office.picture('content-finding');
  await page.getByRole('button', { name: '提交认定' }).click();
  await page.getByText('内容已删除').waitFor();
  await phone.page.getByText('标准里的示例').waitFor();
  expect((await owner.call(listFindings, { only: 'all' })).rows).toMatchObject([{ judgement: 'falseHit' }]);
});

/** A rule that two people enforced. */
async function enforced(lookout: Lookout, action: Action): Promise<string> {
  const title = { zh: '联系方式', en: 'Telephones' };
  const rule = { title, category: 'personalData' as const, lookout, action, scope: everywhere };
  const { ruleId } = await owner.call(saveRule, { revision: 0, rule, state: 'enforce', reason: '管理办法' });
  const proposal = (await second.call(listRules, {})).rows.find((row) => row.ruleId === ruleId)?.proposal;
  await second.call(answerChange, { changeId: proposal?.changeId ?? '', approve: true });
  return ruleId;
}

it('what is blocked stays with the sender, with the piece that was meant', async () => {
  const { ruleId } = await owner.call(saveRule, {
    revision: 0,
    rule: {
      title: { zh: '赌博', en: 'Gambling' },
      category: 'gambling',
      lookout: { kind: 'words', words: ['赌博'] },
      action: 'block',
      scope: everywhere,
    },
    state: 'enforce',
    reason: '管理办法',
  });
  const proposal = (await second.call(listRules, {})).rows.find((row) => row.ruleId === ruleId)?.proposal;
  await second.call(answerChange, { changeId: proposal?.changeId ?? '', approve: true });
  await phone.open(`/messages/${conversationId}`);
  await phone.page.getByRole('textbox').fill('晚上去赌 博吧');
  await phone.page.getByRole('button', { name: '发送', exact: true }).click();
  await phone.page.getByText('按规则不能发送').waitFor();
  await phone.picture('content-blocked');
  await phone.page.getByRole('link', { name: '查看，或提出异议' }).click();
  await phone.page.getByText('已拦截').waitFor();
  await phone.picture('content-mine-blocked');
  await office.open('/admin/content');
  await office.page.getByRole('link', { name: /赌博/ }).waitFor();
  await office.picture('content-rules');
  expect([...phone.complaints, ...office.complaints, ...other.complaints]).toEqual([]);
});

it('personal data is masked in the browser: a text that was asked about, and a file of a secret, which says what it is', async () => {
  const { page } = phone;
  await phone.open(`/messages/${conversationId}`);
  await page.getByRole('textbox').fill('请联系 13812345678');
  const ruleId = await enforced({ kind: 'patterns', patterns: ['phone'] }, 'warn');
  await page.getByRole('button', { name: '发送', exact: true }).click();
  await page.getByRole('button', { name: '脱敏后发送' }).waitFor();
  await phone.picture('mask-text');
  await page.getByRole('button', { name: '脱敏后发送' }).click();
  const bodies = async () => (await zhou.call(listMessages, { conversationId })).rows.map((row) => row.body);
  await expect.poll(async () => (await bodies()).at(-1)).toMatchObject({ text: '请联系 138****5678' });
  const { revision, rule } = await owner.call(readRule, { ruleId });
  await owner.call(saveRule, { ruleId, revision, rule, state: 'off', reason: '试完' });

  await test.sql(
    `insert into kernel.setting (name, employer_id, value, at) values ('content.sharing', null, $1, now())`,
    [JSON.stringify({ statementFor: ['internal'], maskedFor: ['internal'] })],
  );
  await page.locator('input[type=file]').setInputFiles({
    name: '客户名单.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('姓名,电话\n王先生,13812345678\n'),
  });
  await page.getByText('客户名单.csv').waitFor();
  // Its name is there before all of it has arrived and was read.
  const read = () => test.sql(`select from files.content_text where text like '%13812345678%'`);
  await expect.poll(async () => test.settle().then(read)).toHaveLength(1);
  await page.getByRole('button', { name: '发送', exact: true }).click();
  await page.getByLabel('性质').fill('客户名单');
  await page.getByLabel('用途').fill('回访，用后删除');
  await phone.picture('mask-stated');
  await page.getByRole('button', { name: '写明并发送' }).click();
  await page.getByText('“客户名单.csv”里有 1 处个人信息').waitFor();
  await phone.picture('mask-needed');
  await page.getByRole('button', { name: '脱敏后发送' }).click();
  await page.getByText('脱敏-客户名单.csv').waitFor();
  await page.getByText('性质：客户名单').waitFor();
  await phone.picture('mask-sent');
  // The page shows it before the server has it.
  const sentFiles = async () => ((await bodies()).at(-1)?.fileIds ?? []) as string[];
  await expect.poll(sentFiles).toHaveLength(1);
  const [fileId = ''] = await sentFiles();
  const { bytes } = (await zhou.call(readFile, { fileId })) as unknown as { bytes: Uint8Array };
  expect(new TextDecoder().decode(bytes)).toBe('姓名,电话\n王先生,138****5678\n');

  await other.open('/content/mask');
  await other.page.getByPlaceholder('Paste the text to mask').fill('姓名：李雪梅 13812345678');
  await other.page.getByText('姓名：李** 138****5678').waitFor();
  await other.picture('mask-tool');
  for (const browser of [phone, other]) expect(browser.complaints).toEqual([]);
});
