import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { explainThing, revokeRole } from '#modules/access/contract/assignments.ts';
import {
  listGlassChanges,
  openBreakGlass,
  readBreakGlass,
  sealBreakGlass,
} from '#modules/access/contract/break-glass.ts';
import { createRole, readRole } from '#modules/access/contract/roles.ts';
import { fromBefore, giveRole } from '#modules/access/testing.ts';
import { changeDepartment } from '#modules/directory/contract/departments.ts';
import {
  decideVisibility,
  listVisibilityRules,
  removeVisibilityRule,
  setVisibilityRule,
} from '#modules/directory/contract/visibility.ts';
import { whyPersonSeen } from '#modules/directory/contract/why-person-seen.ts';
import { aCompany, aPerson, type TestCompany } from '#modules/directory/testing.ts';
import { uploadFile } from '#modules/files/contract/operations.ts';
import { composition } from '#modules/index.ts';
import { requestLeave } from '#modules/leave/contract/operations.ts';
import { aGroup, post } from '#modules/messaging/testing.ts';
import { listNotices } from '#modules/notifications/contract/operations.ts';
import { listDigests, listSupervisions, markDigestSeen, nameSupervisor, readDigest } from './contract/supervision.ts';
import { adminCache } from './web/cache.ts';

let test: TestProgram;
let admin: TestClient;
let president: TestClient;
let head: TestClient;
let company: TestCompany;

beforeAll(async () => {
  test = await startTestProgram(composition, { startAt: '2026-03-02T09:00:00+08:00' });
  company = await aCompany(test, { departments: ['信息部'] });
  const join = async (name: string) => test.as(await aPerson(test, company, { name, department: '信息部' }));
  admin = await join('顾思远');
  president = await join('董总');
  head = await join('信息部部长');
  await giveRole(test, admin.personId, 'administrator');
  await giveRole(test, president.personId, 'president');
});
afterAll(() => test.stop());

const name = (every: 'day' | 'week' = 'day') => ({
  administratorId: admin.personId,
  supervisorId: head.personId,
  every,
});
const anAction = (zh: string) => admin.call(createRole, { name: { zh, en: zh }, permissions: [] });
const digests = async () => (await head.call(listDigests, {})).rows;

describe('who supervises a platform administrator', () => {
  it('is named by somebody else, and by nobody for themselves', async () => {
    await expect(admin.call(nameSupervisor, name())).rejects.toMatchObject({ code: 'admin.notOverOneself' });
    await expect(president.call(nameSupervisor, { ...name(), supervisorId: admin.personId })).rejects.toMatchObject({
      code: 'admin.notOverOneself',
    });
    await expect(
      president.call(nameSupervisor, {
        ...name(),
        administratorId: '019cac0f-0000-7000-8000-000000000000',
        supervisorId: head.personId,
      }),
    ).rejects.toMatchObject({
      status: 404,
    });
    await expect(head.call(nameSupervisor, name())).rejects.toMatchObject({ status: 403 });
    await verifyPush(test, admin, adminCache, [[listSupervisions, {}]], () => president.call(nameSupervisor, name()));
    expect((await admin.call(listSupervisions, {})).rows).toMatchObject([
      { administrator: { name: '顾思远' }, supervisor: { name: '信息部部长' }, every: 'day', may: [] },
    ]);
    await expect(test.sql('update admin.supervision set named_by = administrator_id')).rejects.toMatchObject({
      constraint: 'supervision_not_over_oneself',
    });
  });

  it('gets each day’s administrative actions, of a day that had any', async () => {
    await test.advance({ days: 1 });
    expect(await digests()).toEqual([]);
    const { roleId } = await anAction('夜班');
    await admin.call(readRole, { roleId });
    await expect(admin.call(createRole, { name: { zh: '夜班', en: '夜班' }, permissions: [] })).rejects.toBeDefined();
    await test.advance({ days: 1 });
    const [digest] = await digests();
    expect(digest).toMatchObject({ administrator: { name: '顾思远' }, actions: 2, seenAt: null });
    const digestId = digest?.id ?? '';
    const { rows } = await head.call(readDigest, { digestId });
    expect(rows.map(({ operation, outcome }) => [operation, outcome])).toEqual([
      ['access.createRole', 'refused'],
      ['access.createRole', 'done'],
    ]);
    expect(rows[1]?.objects).toContainEqual({ type: 'role', id: roleId, name: null });
    expect((await head.call(listNotices, {})).rows[0]?.title).toBe('顾思远 的操作摘要：2 次管理操作');
    const page = await head.call(readDigest, { digestId, limit: 1 });
    expect((await head.call(readDigest, { digestId, limit: 1, cursor: page.next ?? '' })).rows).toEqual(rows.slice(1));
    for (const other of [admin, president])
      await expect(other.call(readDigest, { digestId })).rejects.toMatchObject({ status: 404 });
    await expect(admin.call(markDigestSeen, { digestId })).rejects.toMatchObject({ status: 404 });
    await verifyPush(
      test,
      head,
      adminCache,
      [
        [listDigests, {}],
        [readDigest, { digestId }],
      ],
      () => head.call(markDigestSeen, { digestId }),
    );
    const [seen] = await digests();
    expect(seen?.seenAt).not.toBeNull();
    await test.advance({ hours: 1 });
    await head.call(markDigestSeen, { digestId });
    expect((await digests())[0]?.seenAt).toBe(seen?.seenAt);
  });

  it('gets a week in one, also when nothing happened', async () => {
    await president.call(nameSupervisor, name('week'));
    const before = (await digests()).length;
    await test.advance({ days: 3 });
    await anAction('早班');
    await test.advance({ days: 3 });
    expect(await digests()).toHaveLength(before);
    await test.advance({ days: 2 });
    expect((await digests())[0]).toMatchObject({ actions: 1 });
    await test.advance({ days: 8 });
    expect((await digests())[0]).toMatchObject({ actions: 0 });
  });
});

describe('who sees what in the directory', () => {
  it('is proposed by one administrator, told to the other, and alone only under the sealed code, which its review shows', async () => {
    await renew();
    const other = await test.as(await aPerson(test, company, { name: '另一位管理员' }));
    await giveRole(test, other.personId, 'administrator');
    const rule = {
      name: '总裁办',
      hides: ['email' as const],
      departmentIds: [],
      personIds: [president.personId],
      shownToDepartmentIds: [],
      shownToPersonIds: [],
      amongThemselves: true,
    };
    const { proposalId } = await admin.call(setVisibilityRule, rule);
    await test.settle();
    const titles = async (who: TestClient) => (await who.call(listNotices, {})).rows.map(({ title }) => title);
    expect(await titles(other)).toContain('顾思远 提出变更通讯录的可见规则');
    expect(await titles(admin)).not.toContain('顾思远 提出变更通讯录的可见规则');
    await other.call(decideVisibility, { proposalId: proposalId ?? '', agree: false });
    await test.settle();
    expect(await titles(admin)).toContain('你提出的可见规则变更：被驳回');
    const { code } = await admin.call(sealBreakGlass, {});
    await admin.call(openBreakGlass, { code, reason: '另一位休假' });
    expect(await admin.call(setVisibilityRule, rule)).toMatchObject({ proposalId: null });
    const { rows, proposals } = await other.call(listVisibilityRules, {});
    expect([rows.map(({ name }) => name), proposals]).toEqual([['总裁办'], []]);
    await admin.call(removeVisibilityRule, { ruleId: rows[0]?.id ?? '' });
    const [opening] = (await other.call(readBreakGlass, {})).openings;
    expect((await other.call(listGlassChanges, { glassId: opening?.id ?? '' })).rows).toMatchObject([
      { operation: setVisibilityRule.name, alone: true },
      { operation: removeVisibilityRule.name, alone: true },
    ]);
  });
});

describe('a change of who sees what that waits', () => {
  const rule = {
    name: '董事长电话',
    hides: ['phone' as const],
    departmentIds: [],
    personIds: [] as string[],
    shownToDepartmentIds: [],
    shownToPersonIds: [],
    amongThemselves: true,
  };
  const open = async () => (await admin.call(listVisibilityRules, {})).proposals;
  const proposed = async (who: TestClient) =>
    (await who.call(setVisibilityRule, { ...rule, personIds: [president.personId] })).proposalId ?? '';

  it('is agreed to by who has just confirmed, and holds for nobody who may no longer propose it', async () => {
    await renew();
    const former = await test.as(await aPerson(test, company, { name: '前任管理员' }));
    const assignmentId = await giveRole(test, former.personId, 'administrator');
    const proposalId = await proposed(former);
    await test.advance({ minutes: 11 });
    await expect(admin.call(decideVisibility, { proposalId, agree: true })).rejects.toMatchObject({
      code: 'access.confirmFirst',
    });
    await renew();
    await test.system(revokeRole, { assignmentId });
    await expect(admin.call(decideVisibility, { proposalId, agree: true })).rejects.toMatchObject({
      code: 'access.proposalOver',
    });
    expect(await open()).toMatchObject([{ id: proposalId, expiresAt: expect.any(String) }]);
    await admin.call(decideVisibility, { proposalId, agree: false });
    expect(await open()).toEqual([]);
  });

  it('expires after the days of all important permissions, and who proposed it is told', async () => {
    // By then no opened code stands in any more.
    await test.advance({ hours: 2 });
    await renew();
    const proposalId = await proposed(admin);
    const migration = new URL('../directory/server/migrations/0018-old-visibility-proposals.sql', import.meta.url);
    await fromBefore(test, migration, { 'directory.visibility_proposal': 'directory.visibilityExpires' });
    await test.advance({ days: 6 });
    await renew();
    expect((await open()).map(({ id }) => id)).toEqual([proposalId]);
    await test.advance({ days: 1, minutes: 1 });
    await renew();
    expect(await open()).toEqual([]);
    expect((await admin.call(listNotices, {})).rows.map(({ title }) => title)).toContain(
      '你提出的可见规则变更：已过期',
    );
    const other = await test.as(await aPerson(test, company, { name: '晚来的管理员' }));
    await giveRole(test, other.personId, 'administrator');
    await expect(other.call(decideVisibility, { proposalId, agree: true })).rejects.toMatchObject({
      code: 'directory.visibilityDecided',
    });
  });
});

describe('why somebody sees a thing', () => {
  /** What lets them in, and by which roles. */
  const why = async (who: { readonly personId: string }, thing: string, asking = admin) =>
    (await asking.call(explainThing, { personId: who.personId, thing })).things.map(({ what, because, hidden }) => ({
      what: what.zh,
      because: because.map(({ rule, roles }) => [rule.zh, ...roles.map(({ role }) => role.name.zh)].join(' ← ')),
      hidden: hidden.map(({ zh }) => zh),
    }));
  const address = (path: string) => `${test.url}/${path}?from=todo`;

  it('is told by the module that the thing is of, and by the roles that it asks for, with none of its content', async () => {
    await renew();
    await test.system(changeDepartment, {
      departmentId: company.departments.信息部 ?? '',
      revision: 1,
      change: { headIds: [head.personId] },
    });
    const mei = await test.as(await aPerson(test, company, { name: '李雪梅', department: '信息部' }));
    const day = (date: string) => ({ date, half: 'morning' as const });
    const { requestId, number } = await mei.call(requestLeave, {
      kind: 'sick',
      from: day('2026-10-12'),
      to: day('2026-10-13'),
      reason: '住院手术',
    });
    const asked = await why(head, address(`requests/${requestId}`));
    expect(asked).toEqual([
      {
        what: `审批单 ${number}`,
        because: [expect.stringMatching(/^步骤“.+”$/), expect.stringMatching(/^督办列表中的一行.* ← 部门负责人$/)],
        hidden: [],
      },
    ]);
    expect(await why(mei, ` ${number} `)).toMatchObject([{ because: ['申请人'] }]);
    expect(await why(president, number)).toMatchObject([{ because: [] }]);
    // An administrator of approvals sees it by the role, as far as it reaches.
    expect(await why(admin, number)).toEqual([
      {
        what: `审批单 ${number}`,
        because: [expect.stringContaining(' ← 系统管理员'), expect.stringMatching(/^督办列表中的一行.* ← 系统管理员$/)],
        hidden: [],
      },
    ]);
    expect(JSON.stringify(await admin.call(explainThing, { personId: head.personId, thing: number }))).not.toMatch(
      /住院|病假/,
    );

    const conversationId = await aGroup(head, [mei], '体检安排');
    expect(await why(mei, address(`messages/${conversationId}`))).toEqual([
      { what: '群聊', because: ['群成员'], hidden: [] },
    ]);
    expect(await why(admin, conversationId)).toEqual([{ what: '群聊', because: [], hidden: [] }]);
    const { fileId } = await head.call(
      uploadFile,
      {},
      { file: { name: '名单.txt', bytes: new TextEncoder().encode('内容') } },
    );
    expect(await why(head, `/files/${fileId}`)).toMatchObject([{ because: ['本人上传，尚未用在任何地方'] }]);
    await post(head, conversationId, { content: { kind: 'file', fileIds: [fileId] } });
    expect(await why(mei, fileId)).toEqual([
      { what: '文件', because: ['群聊：群成员'], hidden: [expect.stringContaining('附在这里')] },
    ]);
    expect(await why(president, fileId)).toMatchObject([{ because: [] }]);

    await test.system(setVisibilityRule, {
      name: '高管手机',
      hides: ['phone'],
      departmentIds: [],
      personIds: [president.personId],
      shownToDepartmentIds: [],
      shownToPersonIds: [],
      amongThemselves: true,
    });
    expect(await why(mei, address(`directory/people/${president.personId}`))).toEqual([
      {
        what: '人员 董总',
        because: [expect.stringMatching(/^通讯录名片.* ← 员工$/)],
        hidden: ['可见规则“高管手机”对其隐藏：手机'],
      },
    ]);
    expect((await why(president, president.personId))[0]).toMatchObject({
      because: expect.arrayContaining(['本人：全部资料']),
      hidden: [],
    });

    const [bulletinId, reportId] = [crypto.randomUUID(), crypto.randomUUID()];
    await test.sql(
      `insert into bulletins.bulletin (id, number, sort, headline, body, publisher_id, employer_id, published_at, because)
       values ($1, 'G-1', 'notice', '标题', '正文', $2, $3, '2026-03-02T01:00:00Z', 1)`,
      [bulletinId, head.personId, company.employerId],
    );
    expect(await why(mei, `/bulletins/${bulletinId}`)).toEqual([
      { what: '公告 G-1', because: ['公告面向全体员工'], hidden: [] },
    ]);
    await test.sql(`update bulletins.bulletin set classification = 'core' where id = $1`, [bulletinId]);
    expect(await why(mei, bulletinId)).toMatchObject([{ because: [] }]);
    expect(await why(head, bulletinId)).toMatchObject([{ because: ['由其发布'] }]);
    expect(await why(president, bulletinId)).toMatchObject([
      { because: [expect.stringMatching(/^公告带有密级：.*核心商密.* ← 总裁$/)] },
    ]);
    await test.sql(
      `insert into groups.report (id, conversation_id, group_name, seq, reporter_id, reason, messages, at)
       values ($1, $2, '体检安排', 1, $3, '辱骂', '[]', '2026-03-02T01:00:00Z')`,
      [reportId, conversationId, mei.personId],
    );
    // Not even who reported it sees it, nor is that told.
    expect(await why(mei, `/groups/reports/${reportId}`)).toEqual([
      { what: '被举报的群消息', because: [], hidden: [] },
    ]);
    await giveRole(test, mei.personId, 'securityOwner');
    expect((await why(mei, reportId))[0]?.because).toEqual([expect.stringContaining(' ← ')]);
    expect(await why(mei, 'nothing of this name')).toEqual([]);

    // The entry of the register and the material are two things: who sent it doesn't open it any more.
    const transferId = crypto.randomUUID();
    const now = test.program.kernel.clock.now();
    await test.sql(
      `insert into transfers.transfer (id, number, sender_id, employer_id, receiver_id, classification, nature, purpose, masked,
         from_day, to_day, begins, ends, approved_at, because)
       values ($1, 'CD-7', $2, $3, $4, 'core', '图纸', '投标', false, '2026-03-01', '2026-03-31', $5, $6, $5, 1)`,
      [
        ...[transferId, head.personId, company.employerId, mei.personId],
        ...[now.subtract({ hours: 1 }).toString(), now.add({ hours: 1 }).toString()],
      ],
    );
    const closed = ['资料本身：只有接收人能打开，且只在批准的时间内'];
    expect(await why(mei, `/transfers/${transferId}`)).toEqual([
      {
        what: '涉密资料传递 CD-7',
        because: ['接收人', expect.stringMatching(/^查看涉密资料传递台账.* ← 保密安全负责人$/), ...closed],
        hidden: [],
      },
    ]);
    expect(await why(head, 'CD-7')).toEqual([{ what: '涉密资料传递 CD-7', because: ['传出人'], hidden: closed }]);
    expect(await why(president, transferId)).toEqual([{ what: '涉密资料传递 CD-7', because: [], hidden: closed }]);
    await test.advance({ hours: 2 });
    await renew();
    expect(await why(mei, transferId)).toMatchObject([{ because: ['接收人', expect.any(String)], hidden: closed }]);

    // Screens by their addresses, with or without what was asked for in them.
    expect(await why(head, address('approvals/expediting'))).toEqual([
      { what: '督办列表', because: [expect.stringMatching(/^督办：.* ← 部门负责人$/)], hidden: [] },
    ]);
    expect(await why(president, '/approvals/expediting')).toEqual([{ what: '督办列表', because: [], hidden: [] }]);
    const figures = `${test.url}/approvals/statistics?departmentId=${company.departments.信息部}`;
    expect(await why(mei, figures)).toMatchObject([{ what: '审批统计', because: ['本人的数字'] }]);
    expect((await why(head, figures))[0]?.because).toEqual([
      '本人的数字',
      '直属下级、所负责部门的人员的数字',
      expect.stringMatching(/ ← 部门负责人$/),
    ]);
  });

  it('is asked of oneself, or by who may see the roles of that person, and the question is kept', async () => {
    const thing = head.personId;
    expect((await why(head, thing, head))[0]?.because).toContain('本人：全部资料');
    await expect(why(president, thing, head)).rejects.toMatchObject({ code: 'kernel.notFound' });
    const lines = await test.sql<{ objects: unknown }>(
      `select objects from kernel.audit where operation = $1 and outcome = 'done' order by at desc, id desc limit 1`,
      [explainThing.name],
    );
    expect(lines[0]?.objects).toEqual([
      { type: 'person', id: head.personId },
      { type: 'thing', id: head.personId },
    ]);
    await verifyPush(test, admin, adminCache, [[listSupervisions, {}]], () =>
      admin.call(explainThing, { personId: head.personId, thing }),
    );
    await expect(
      head.call(whyPersonSeen, { personId: president.personId, ids: [thing], number: '' }),
    ).rejects.toMatchObject({ status: 403 });
  });
});

/** Signs everybody in again after days. */
async function renew() {
  [admin, president, head] = [
    await test.as(admin.personId),
    await test.as(president.personId),
    await test.as(head.personId),
  ];
}
