import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSheet } from '#kernel/server/sheets/read-sheet.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { act, listToDo, readRequest, submitRequest } from '#modules/approvals/contract/operations.ts';
import { approvalsHouse, noticesArrive } from '#modules/approvals/testing.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { changePerson, markLeft, readPerson } from '#modules/directory/contract/people.ts';
import { aCompany, aPerson, type TestCompany } from '#modules/directory/testing.ts';
import { modules } from '#modules/index.ts';
import {
  addMembers,
  createGroup as createFreeGroup,
  leaveGroup,
  readConversation,
  renameGroup,
} from '#modules/messaging/contract/conversations.ts';
import {
  dissolveGroup as dissolveFreeGroup,
  postAnnouncement,
  removeMessage,
  silenceGroup,
  silenceMember,
} from '#modules/messaging/contract/group-tools.ts';
import { recallMessage, sendMessage } from '#modules/messaging/contract/messages.ts';
import { listNotices } from '#modules/notifications/contract/operations.ts';
import { breachFound } from './contract/events.ts';
import { readyKinds } from './contract/group-kind.ts';
import * as joining from './contract/join-operations.ts';
import { type MembershipRule, membershipRule } from './contract/membership-rule.ts';
import * as groups from './contract/operations.ts';
import { exportRegister, handleReports, manageGroups, manageKinds, readRegister } from './contract/permissions.ts';
import { closeReport, listReports, readReport } from './contract/report-operations.ts';
import { groupsServer } from './server/groups-server.ts';
import { groupsCache } from './web/cache.ts';

const house = approvalsHouse([...modules.filter(({ contract }) => contract.name === 'messaging'), groupsServer]);
let test: TestProgram;
let company: TestCompany;
let ids: Record<'mei' | 'head' | 'office' | 'hr' | 'zhou' | 'outsider', string>;
let mei: TestClient;
let head: TestClient;
let office: TestClient;
let zhou: TestClient;
let outsider: TestClient;

beforeAll(async () => {
  // A Wednesday: 11 March 2026, 10:00 in Shanghai.
  test = await startTestProgram(house.composition, { startAt: '2026-03-11T02:00:00Z' });
  company = await aCompany(test);
  const person = (name: string, department: string) => aPerson(test, company, { name, department, jobTitle: '工程师' });
  ids = {
    mei: await person('李梅', '平台组'),
    head: await person('王强', '平台组'),
    office: await person('陈静', '人力资源部'),
    hr: await person('孙艳', '人力资源部'),
    zhou: await person('周磊', '平台组'),
    outsider: await person('钱进', '财务部'),
  };
  const departmentId = company.departments.平台组 ?? '';
  const { revision } = await test.system(readDepartment, { departmentId });
  await test.system(changeDepartment, { departmentId, revision, change: { headIds: [ids.head] } });
  house.holders.set('generalOffice', [ids.office]);
  house.holders.set('hr', [ids.hr]);
  house.holders.set('administrator', [ids.office]);
  house.holders.set(manageGroups.name, [ids.office]);
  house.grants.set(
    ids.office,
    [readRegister, exportRegister, manageGroups, manageKinds, handleReports].map((permission) => ({
      permission,
      reach: 'company',
    })),
  );
  [mei, head, office, zhou, outsider] = [
    await test.as(ids.mei),
    await test.as(ids.head),
    await test.as(ids.office),
    await test.as(ids.zhou),
    await test.as(ids.outsider),
  ];
});
afterAll(() => test.stop());

const answer = async (who: TestClient, requestId: string) => {
  const { rows } = await who.call(listToDo, { limit: 200 });
  const slotId = rows.find((row) => row.requestId === requestId)?.slotId ?? '';
  const { view } = await who.call(readRequest, { requestId });
  await who.call(act, { requestId, slotId, revision: view.revision, outcome: 'approve', opinion: { text: '同意' } });
  await test.settle();
};
const ask = async (form: Record<string, unknown>, who = mei) => {
  const asked = { groupKind: 'department', purpose: '日常沟通', leader: ids.mei, ...form };
  return (await who.call(submitRequest, { kind: 'groups.create', form: asked })).requestId;
};
const approved = async (requestId: string) => {
  await answer(head, requestId);
  await answer(office, requestId);
};
const platform = () => ({ departments: [company.departments.平台组], reach: 'below' });
const made = async (name: string, form: Record<string, unknown> = {}) => {
  await approved(await ask({ name, ...platform(), ...form }));
  const { rows } = await office.call(groups.listGroups, { text: name });
  return rows[0]?.conversationId ?? expect.fail('no such group');
};
/** A group of a kind that asks for no approval. */
const direct = async (code: string, name: string, rule: Partial<MembershipRule>, more: object = {}) => {
  const { rows } = await office.call(groups.listKinds, {});
  const held = rows.find((row) => row.code === code);
  const kind = { ...(readyKinds.learning ?? expect.fail()), process: 'direct' as const, ...more };
  await office.call(groups.saveKind, { code, revision: held?.revision ?? 0, kind });
  const { conversationId } = await mei.call(groups.createGroup, {
    kind: code,
    name,
    purpose: '试验',
    leaderId: ids.mei,
    rule: membershipRule.parse(rule),
  });
  await test.settle();
  return conversationId;
};
const membersOf = async (conversationId: string) =>
  (await office.call(groups.readGroup, { conversationId })).memberRows.map((row) => row.displayName).sort();
const readsChat = (who: TestClient, conversationId: string) => who.call(readConversation, { conversationId });
const move = async (personId: string, department: string, more: object = {}) => {
  const { revision } = await test.system(readPerson, { personId });
  const departmentId = company.departments[department] ?? '';
  await test.system(changePerson, {
    personId,
    revision,
    change: { departments: [{ departmentId, main: true }], ...more },
  });
  await test.settle();
};
const breaches = async () =>
  (
    await test.program.kernel.database.readPool.query<{ facts: Record<string, unknown> }>(
      'select facts from kernel.event where name = $1 order by number',
      [breachFound.name],
    )
  ).rows.map((row) => row.facts);

describe('a group by request', () => {
  it('exists with its approval: named, staffed, registered; the office owns it and is no member', async () => {
    const conversationId = await made('安全群');
    const group = await mei.call(groups.readGroup, { conversationId });
    expect(group).toMatchObject({
      name: '云澜酒店集团安全群',
      owner: '信息中心',
      leader: { name: '李梅' },
      difference: 0,
      role: 'leader',
      may: ['lead', 'report'],
    });
    expect(group.memberRows.map((row) => row.displayName).sort()).toEqual(['李梅(群负责人)', '周磊', '王强'].sort());
    // The office manages it, and reads nothing.
    expect((await office.call(groups.readGroup, { conversationId })).may).toEqual(['manage']);
    await expect(office.call(readConversation, { conversationId })).rejects.toMatchObject({ status: 404 });
    // A curious colleague doesn't learn that it is there.
    await expect(outsider.call(groups.readGroup, { conversationId })).rejects.toMatchObject({ status: 404 });
    await expect(outsider.call(groups.listGroups, {})).rejects.toMatchObject({ status: 403 });
  });

  it('is refused where the rules of its kind forbid it, before anybody approves', async () => {
    const code = (form: Record<string, unknown>, who = mei) =>
      ask(form, who).then(
        () => 'sent',
        (problem: { code: string }) => problem.code,
      );
    expect(await code({ name: '安全群', ...platform() })).toBe('groups.nameTaken');
    expect(await code({ name: '安全 工作群', ...platform() })).toBe('groups.similarExist');
    expect(await code({ name: '空群' })).toBe('groups.ruleMissing');
    expect(await code({ name: '全员群', groupKind: 'company' })).toBe('groups.notACreator');
    expect(await code({ name: '临时群甲', groupKind: 'temporary' })).not.toBe('sent');
    expect(await code({ name: '临时群甲', groupKind: 'temporary', endsOn: '2027-03-01' })).toBe('groups.endTooLate');
  });

  it('two at once of one name: one exists, the other applicant is told', async () => {
    const [one, other] = [await ask({ name: '同名群', ...platform() }), await ask({ name: '同名群', ...platform() })];
    await Promise.all([approved(one), approved(other)]);
    expect((await office.call(groups.listGroups, { text: '同名群' })).rows).toHaveLength(1);
    const { rows } = await mei.call(listNotices, {});
    expect(rows.filter((row) => row.title.includes('未能建立'))).toHaveLength(1);
  });

  it('is dissolved by request only, and its history stays', async () => {
    const conversationId = await made('注销群');
    await expect(mei.call(dissolveFreeGroup, { conversationId })).rejects.toMatchObject({
      code: 'groups.byRequestOnly',
    });
    await expect(mei.call(groups.dissolveGroup, { conversationId, reason: '不用了' })).rejects.toMatchObject({
      code: 'groups.byRequestOnly',
    });
    const form = { name: '云澜酒店集团注销群', reason: '项目结束' };
    await expect(zhou.call(submitRequest, { kind: 'groups.dissolve', form })).rejects.toMatchObject({
      code: 'groups.dissolveUnknown',
    });
    const { requestId } = await mei.call(submitRequest, { kind: 'groups.dissolve', form });
    expect(await mei.call(groups.readGroup, { conversationId })).toMatchObject({ dissolving: true });
    await approved(requestId);
    expect(await mei.call(groups.readGroup, { conversationId })).toMatchObject({ state: 'dissolved', difference: 0 });
    expect(await mei.call(readConversation, { conversationId })).toMatchObject({ closed: true });
  });
});

describe('in the chat', () => {
  it('names keep to the pattern, and governed names are kept from free groups', async () => {
    const conversationId = await made('改名群');
    await expect(mei.call(renameGroup, { conversationId, name: '随便群' })).rejects.toMatchObject({
      code: 'groups.nameOffPattern',
      facts: { pattern: '云澜酒店集团+群名' },
    });
    await expect(zhou.call(renameGroup, { conversationId, name: '云澜酒店集团新名群' })).rejects.toMatchObject({
      code: 'groups.onlyLeaders',
    });
    await verifyPush(test, mei, groupsCache, [[groups.readGroup, { conversationId }]], async () => {
      await mei.call(renameGroup, { conversationId, name: '云澜酒店集团新名群' });
      await test.settle();
    });
    expect(await mei.call(groups.readGroup, { conversationId })).toMatchObject({ ownName: '新名群' });
    await expect(
      zhou.call(createFreeGroup, { name: '云澜酒店集团八卦群', personIds: [ids.mei] }),
    ).rejects.toMatchObject({ code: 'groups.nameKept' });
    await zhou.call(createFreeGroup, { name: '午饭', personIds: [ids.mei] });
  });

  it('strangers are not added, who belongs in stays; guests come with a reason and an end', async () => {
    const conversationId = await made('访客群');
    await expect(mei.call(addMembers, { conversationId, personIds: [ids.outsider] })).rejects.toMatchObject({
      code: 'groups.outsiders',
      facts: { names: ['钱进'] },
    });
    await expect(zhou.call(leaveGroup, { conversationId })).rejects.toMatchObject({ code: 'groups.belongsIn' });
    await expect(mei.call(leaveGroup, { conversationId })).rejects.toMatchObject({ code: 'groups.leaderHandsOver' });
    const guest = { conversationId, personId: ids.outsider, reason: '对账', endsOn: '2026-03-12' };
    await expect(zhou.call(groups.inviteGuest, guest)).rejects.toMatchObject({ code: 'groups.onlyLeaders' });
    await verifyPush(test, mei, groupsCache, [[groups.readGroup, { conversationId }]], () =>
      mei.call(groups.inviteGuest, guest),
    );
    await expect(mei.call(groups.inviteGuest, guest)).rejects.toMatchObject({ code: 'groups.alreadyIn' });
    expect(await mei.call(groups.readGroup, { conversationId })).toMatchObject({ difference: 0 });
    expect(await membersOf(conversationId)).toContain('钱进(访客)');
    await verifyPush(test, mei, groupsCache, [[groups.readGroup, { conversationId }]], () =>
      mei.call(groups.endGuest, { conversationId, personId: ids.outsider }),
    );
    expect(await membersOf(conversationId)).not.toContain('钱进(访客)');
    await mei.call(groups.inviteGuest, guest);
    await test.advance({ hours: 40 });
    expect(await membersOf(conversationId)).not.toContain('钱进(访客)');
  });

  it('a reported message is sealed with its context, also when it is recalled afterwards', async () => {
    const conversationId = await made('举报群');
    const say = (text: string) => zhou.call(sendMessage, { conversationId, clientId: crypto.randomUUID(), text });
    await say('大家好');
    const { seq } = await say('加我买课，稳赚');
    const report = { conversationId, seq, reason: '广告' };
    await expect(outsider.call(groups.reportMessage, report)).rejects.toMatchObject({ status: 404 });
    let reportId = '';
    await verifyPush(test, office, groupsCache, [[listReports, {}]], async () => {
      reportId = (await mei.call(groups.reportMessage, report)).reportId;
    });
    await zhou.call(recallMessage, { conversationId, seq });
    await expect(head.call(readReport, { reportId })).rejects.toMatchObject({ status: 403 });
    const read = await office.call(readReport, { reportId });
    expect(read.messages.map((one) => one.text)).toEqual(['大家好', '加我买课，稳赚']);
    expect(JSON.stringify(read)).not.toContain(ids.mei);
    await verifyPush(
      test,
      office,
      groupsCache,
      [
        [readReport, { reportId }],
        [listReports, { only: 'all' }],
      ],
      () => office.call(closeReport, { reportId, outcome: '已提醒' }),
    );
    await expect(office.call(closeReport, { reportId, outcome: '再办' })).rejects.toMatchObject({
      code: 'groups.reportClosed',
    });
  });
});

describe('colleagues who ask to join', () => {
  const asks = async () => (await mei.call(groups.listMyGroups, {})).asks;
  const listed = async (who: TestClient) =>
    (await who.call(joining.listOpenGroups, { text: '英语群' })).rows.map((row) => [row.name, row.asked]);

  it('find the group, are let in by a leader, or told why not', async () => {
    const conversationId = await direct('language', '英语群', {});
    const [asked, declined] = [outsider, zhou];
    expect(await listed(asked)).toEqual([['云澜酒店集团英语群', false]]);
    const request = { conversationId, reason: '想练口语' };
    await verifyPush(test, asked, groupsCache, [[joining.listOpenGroups, {}]], async () => {
      await asked.call(joining.askToJoin, request);
    });
    expect(await listed(asked)).toEqual([['云澜酒店集团英语群', true]]);
    const [first] = await asks();
    expect(first).toMatchObject({ person: { name: '钱进' }, reason: '想练口语', conversationId });
    // Asking again adds nothing.
    await asked.call(joining.askToJoin, request);
    expect(await asks()).toHaveLength(1);
    const askId = first?.askId ?? '';
    await expect(declined.call(joining.answerJoin, { askId, accept: true })).rejects.toMatchObject({ status: 404 });
    await expect(readsChat(asked, conversationId)).rejects.toMatchObject({ status: 404 });
    await verifyPush(
      test,
      mei,
      groupsCache,
      [
        [groups.listMyGroups, {}],
        [joining.readInChat, { conversationId }],
      ],
      () => mei.call(joining.answerJoin, { askId, accept: true }),
    );
    await readsChat(asked, conversationId);
    expect(await listed(asked)).toEqual([]);
    await expect(asked.call(joining.askToJoin, request)).rejects.toMatchObject({ code: 'groups.alreadyIn' });
    await expect(mei.call(joining.answerJoin, { askId, accept: true })).rejects.toMatchObject({
      code: 'groups.joinNotOpen',
    });

    await verifyPush(test, mei, groupsCache, [[groups.listMyGroups, {}]], () =>
      declined.call(joining.askToJoin, { conversationId, reason: '随便看看' }),
    );
    const second = (await asks())[0]?.askId ?? '';
    await expect(mei.call(joining.answerJoin, { askId: second, accept: false })).rejects.toMatchObject({ status: 400 });
    await mei.call(joining.answerJoin, { askId: second, accept: false, reason: '本期已满' });
    const { rows } = await declined.call(listNotices, {});
    expect(rows[0]).toMatchObject({ title: '加入“云澜酒店集团英语群”的申请未通过', body: '本期已满' });
    expect(await listed(declined)).toEqual([['云澜酒店集团英语群', false]]);
  });

  it('are refused where the kind takes no requests, the rule doesn’t name them, or the group is full', async () => {
    const closed = await made('不开放群');
    const reason = '想看看';
    await expect(outsider.call(joining.askToJoin, { conversationId: closed, reason })).rejects.toMatchObject({
      status: 404,
    });
    await expect(zhou.call(joining.askToJoin, { conversationId: closed, reason })).rejects.toMatchObject({
      code: 'groups.joiningClosed',
    });
    const small = await direct('tiny', '三人群', {}, { mostMembers: 3 });
    await mei.call(addMembers, { conversationId: small, personIds: [ids.zhou] });
    await outsider.call(joining.askToJoin, { conversationId: small, reason });
    await mei.call(addMembers, { conversationId: small, personIds: [ids.head] });
    const full = { code: 'groups.full', facts: { most: 3 } };
    const askId = (await asks()).find((one) => one.conversationId === small)?.askId ?? '';
    await expect(mei.call(joining.answerJoin, { askId, accept: true })).rejects.toMatchObject(full);
    await expect(mei.call(addMembers, { conversationId: small, personIds: [ids.hr] })).rejects.toMatchObject(full);
    await expect(
      mei.call(groups.inviteGuest, { conversationId: small, personId: ids.hr, reason, endsOn: '2026-12-31' }),
    ).rejects.toMatchObject(full);
  });
});

it('leaders have the tools that their kind gives them, also past the screens', async () => {
  const conversationId = await direct(
    'quiet',
    '清静群',
    {},
    { tools: { silence: false, removeMessage: false, announce: false } },
  );
  await mei.call(addMembers, { conversationId, personIds: [ids.zhou] });
  const { seq } = await zhou.call(sendMessage, { conversationId, clientId: crypto.randomUUID(), text: '在吗' });
  const until = test.program.kernel.clock.now().add({ hours: 1 }).toString();
  const announcement = { conversationId, clientId: crypto.randomUUID(), text: '明天开会' };
  const tries = [
    () => mei.call(silenceGroup, { conversationId, silenced: true }),
    () => mei.call(silenceMember, { conversationId, personId: ids.zhou, until }),
    () => mei.call(removeMessage, { conversationId, seq, reason: '无关' }),
    () => mei.call(postAnnouncement, announcement),
  ];
  for (const one of tries) await expect(one()).rejects.toMatchObject({ code: 'groups.toolOff' });
  expect((await mei.call(joining.readInChat, { conversationId })).governed).toMatchObject({
    owner: '信息中心',
    leads: true,
    tools: { silence: false },
  });
  const { rows } = await office.call(groups.listKinds, {});
  const held = rows.find((row) => row.code === 'quiet') ?? expect.fail();
  const tools = { silence: true, removeMessage: true, announce: true };
  await verifyPush(test, mei, groupsCache, [[joining.readInChat, { conversationId }]], () =>
    office.call(groups.saveKind, { code: 'quiet', revision: held.revision, kind: { ...held.kind, tools } }),
  );
  for (const one of tries) await one();
  await mei.call(silenceGroup, { conversationId, silenced: false });
  // A stranger learns nothing; a group that nobody governs looks the same.
  expect(await outsider.call(joining.readInChat, { conversationId })).toEqual({ governed: null });
});

describe('members by rule', () => {
  it('come and go by themselves with what HR changes', async () => {
    const conversationId = await made('跟随群');
    const newcomer = await aPerson(test, company, { name: '吴新', department: '平台组', jobTitle: '助理' });
    await test.settle();
    expect(await membersOf(conversationId)).toContain('吴新');
    await move(newcomer, '财务部');
    expect(await membersOf(conversationId)).not.toContain('吴新');
    await move(newcomer, '平台组', { name: '吴更新' });
    expect(await membersOf(conversationId)).toContain('吴更新');
    expect(await breaches()).toEqual([]);
  });

  it('may carry a condition, heads only, or nobody at all', async () => {
    const rule = membershipRule.parse({
      departments: [{ id: company.rootId, below: true }],
      condition: 'contains(jobTitle, "助理") or isHead',
    });
    const { count, sample } = await mei.call(groups.previewRule, { rule });
    expect([count, sample.map((one) => one.name).sort()]).toEqual([2, ['吴更新', '王强'].sort()]);
    await expect(mei.call(groups.previewRule, { rule: { ...rule, condition: 'salary > 1' } })).rejects.toMatchObject({
      code: 'groups.badCondition',
    });
    const records = { ...rule, condition: 'staffType = "intern" or isHead' };
    const refused = { code: 'groups.recordsInCondition' };
    await expect(mei.call(groups.previewRule, { rule: records })).rejects.toMatchObject(refused);
    expect((await office.call(groups.previewRule, { rule: records })).count).toBeGreaterThan(0);
    const heads = membershipRule.parse({ departments: [{ id: company.rootId, below: true }], headsOnly: true });
    expect(await mei.call(groups.previewRule, { rule: heads })).toMatchObject({ count: 1 });
    const conversationId = await direct('reading', '读书群', { condition: null });
    const given = { kind: 'reading', name: '实习生群', purpose: '试验', leaderId: ids.mei, rule: records };
    await expect(mei.call(groups.createGroup, given)).rejects.toMatchObject(refused);
    await mei.call(addMembers, { conversationId, personIds: [ids.outsider] });
    expect(await mei.call(groups.readGroup, { conversationId })).toMatchObject({ difference: 0, members: 2 });
  });

  it('that wait for the leader: 2 workdays after he was told, over a weekend; an urge clears him', async () => {
    const rule = { departments: [{ id: company.departments.财务部 ?? '', below: true }] };
    const conversationId = await direct('watched', '对账群', rule, { apply: 'proposed' });
    const late = await aPerson(test, company, { name: '郑迟', department: '财务部' });
    const urged = await aPerson(test, company, { name: '冯催', department: '财务部' });
    await test.settle();
    const watched = await mei.call(groups.readGroup, { conversationId });
    expect(watched).toMatchObject({ difference: 2 });
    expect(watched.history[0]).toMatchObject({ what: 'differs', facts: { count: '2' } });
    // Not told yet: no time runs.
    await test.advance({ hours: 24 * 5 });
    expect(await breaches()).toEqual([]);
    // Friday 20 March 2026, 17:00 in Shanghai.
    const friday = Temporal.Instant.from('2026-03-20T09:00:00Z');
    const now = test.program.kernel.clock.now();
    await test.advance({ seconds: Math.round(now.until(friday).total('seconds')) });
    await noticesArrive(test, mei);
    await verifyPush(
      test,
      mei,
      groupsCache,
      [
        [groups.listMyGroups, {}],
        [groups.readGroup, { conversationId }],
      ],
      () => mei.call(groups.urgeMember, { conversationId, personId: urged, text: '请联系我入群' }),
    );
    await test.advance({ hours: 24 * 3 + 22 });
    expect(await breaches()).toEqual([]);
    await test.advance({ hours: 3 });
    expect(await breaches()).toMatchObject([
      {
        breach: 'differenceOpen',
        liableId: ids.mei,
        subjectId: late,
        conversationId,
        dueAt: expect.stringContaining('2026-03-24'),
      },
    ]);
    // One tap settles it, over all groups.
    await verifyPush(test, mei, groupsCache, [[groups.listMyGroups, {}]], async () => {
      expect(await mei.call(groups.settleGroups, {})).toEqual({ joined: 2, left: 0 });
    });
    expect(await mei.call(groups.readGroup, { conversationId })).toMatchObject({ difference: 0 });
    await test.advance({ hours: 24 * 7 });
    expect(await breaches()).toHaveLength(1);
    await expect(zhou.call(groups.settleGroups, { conversationIds: [conversationId] })).rejects.toMatchObject({
      status: 404,
    });
    await verifyPush(test, mei, groupsCache, [[groups.readGroup, { conversationId }]], () =>
      mei.call(groups.recordPatrol, { conversationId, note: '无异常' }),
    );
  });
});

it('no time runs in the leader’s leave, also where it is told later', async () => {
  const rule = { departments: [{ id: company.departments.财务部 ?? '', below: true }] };
  const conversationId = await direct('leaveGroup', '休假群', rule, { apply: 'proposed' });
  await aPerson(test, company, { name: '卫假', department: '财务部' });
  await test.settle();
  await noticesArrive(test, mei);
  const now = test.program.kernel.clock.now();
  const [begins, ends] = [now.toString(), now.add({ hours: 24 * 14 }).toString()];
  await test.sql('insert into groups.absence (source, person_id, begins, ends) values ($1, $2, $3, $4)', [
    'leave:test',
    ids.mei,
    begins,
    ends,
  ]);
  const here = async () => (await breaches()).filter((one) => one.conversationId === conversationId);
  await test.advance({ hours: 24 * 13 });
  expect(await here()).toEqual([]);
  await test.advance({ hours: 24 * 6 });
  expect((await here()).length).toBeGreaterThan(0);
  await mei.call(groups.settleGroups, { conversationIds: [conversationId] });
});

describe('leaders', () => {
  it('who leave hand over before; the successor accepts, and HR has it on file', async () => {
    const leaverId = await aPerson(test, company, { name: '何去', department: '平台组' });
    const leaver = await test.as(leaverId);
    const conversationId = await made('交接群', { leader: leaverId, deputies: [ids.zhou] });
    const { revision } = await test.system(readPerson, { personId: leaverId });
    const lastDay = test.program.kernel.clock.now().toZonedDateTimeISO('Asia/Shanghai').toPlainDate().add({ days: 10 });
    await test.system(markLeft, { personId: leaverId, revision, lastDay: lastDay.toString(), successorId: null });
    await test.settle();
    const [mine] = (await leaver.call(groups.listMyGroups, {})).groups;
    expect(mine).toMatchObject({ handOver: { to: null } });
    await expect(zhou.call(groups.handOver, { conversationId, successorId: ids.mei })).rejects.toMatchObject({
      code: 'groups.onlyLeaders',
    });
    const watched = [[groups.listMyGroups, {}]] as const;
    await verifyPush(test, mei, groupsCache, [...watched], () =>
      leaver.call(groups.handOver, { conversationId, successorId: ids.mei }),
    );
    const { offered } = await mei.call(groups.listMyGroups, {});
    const handOverId = offered[0]?.handOverId ?? '';
    await expect(zhou.call(groups.answerHandOver, { handOverId, accept: true })).rejects.toMatchObject({ status: 404 });
    await verifyPush(test, leaver, groupsCache, [...watched], () =>
      mei.call(groups.answerHandOver, { handOverId, accept: true }),
    );
    await test.settle();
    expect(await membersOf(conversationId)).toEqual(
      expect.arrayContaining(['李梅(群负责人)', '周磊(副负责人)', '何去']),
    );
    const hr = await test.as(ids.hr);
    expect((await hr.call(listNotices, {})).rows.some((row) => row.title.includes('何去变更为李梅'))).toBe(true);
    await test.advance({ hours: 24 * 12 });
    expect(await membersOf(conversationId)).not.toContain('何去');
    expect((await breaches()).filter((one) => one.breach === 'handOverOpen')).toEqual([]);
  });

  it('who are transferred out of the scope hand over within 2 workdays, or it is theirs', async () => {
    const moverId = await aPerson(test, company, { name: '蒋调', department: '平台组' });
    const mover = await test.as(moverId);
    const conversationId = await made('调岗群', { leader: moverId });
    await move(moverId, '财务部');
    const [mine] = (await mover.call(groups.listMyGroups, {})).groups;
    expect(mine).toMatchObject({ conversationId, handOver: { to: null } });
    const dueOn = mine?.handOver?.dueOn ?? '';
    await noticesArrive(test, mover);
    const here = async () => (await breaches()).filter((one) => one.conversationId === conversationId);
    const day = (date: string) => Temporal.PlainDate.from(date).toZonedDateTime('Asia/Shanghai').toInstant();
    const now = () => test.program.kernel.clock.now();
    await test.advance({ seconds: Math.round(now().until(day(dueOn)).total('seconds')) });
    expect(await here()).toEqual([]);
    await test.advance({ hours: 26 });
    expect(await here()).toMatchObject([{ breach: 'handOverOpen', liableId: moverId }]);
    // He still leads it and is in until somebody has accepted; then he goes by the rule.
    expect(await membersOf(conversationId)).toContain('蒋调(群负责人)');
    await mover.call(groups.handOver, { conversationId, successorId: ids.zhou });
    const { offered } = await zhou.call(groups.listMyGroups, {});
    await zhou.call(groups.answerHandOver, { handOverId: offered[0]?.handOverId ?? '', accept: true });
    await test.settle();
    expect(await membersOf(conversationId)).toContain('周磊(群负责人)');
    expect(await membersOf(conversationId)).not.toContain('蒋调');
  });

  it('who left without: a deputy leads; told and nobody named, it is a breach on the last day', async () => {
    const leaverId = await aPerson(test, company, { name: '沈默', department: '平台组' });
    const leaver = await test.as(leaverId);
    const conversationId = await made('副手群', { leader: leaverId, deputies: [ids.zhou] });
    // Where there is a head, the head takes over a leaver's work; of this department nobody is.
    const lonerId = await aPerson(test, company, { name: '孤身', department: '财务部' });
    const alone = await made('孤群', { leader: lonerId });
    const lastDay = test.program.kernel.clock.now().toZonedDateTimeISO('Asia/Shanghai').toPlainDate().add({ days: 3 });
    for (const personId of [leaverId, lonerId]) {
      const { revision } = await test.system(readPerson, { personId });
      await test.system(markLeft, { personId, revision, lastDay: lastDay.toString(), successorId: null });
    }
    await noticesArrive(test, leaver);
    await noticesArrive(test, await test.as(lonerId));
    await test.advance({ hours: 24 * 5 });
    const theirs = (await breaches()).filter((one) => one.breach === 'handOverOpen');
    for (const liableId of [leaverId, lonerId])
      expect(theirs.filter((one) => one.liableId === liableId)).toHaveLength(1);
    expect(await membersOf(conversationId)).toContain('周磊(群负责人)');
    const { rows } = await office.call(groups.listGroups, { only: 'leaderless' });
    expect(rows.map((row) => row.conversationId)).toEqual([alone]);
    const { revision: held } = await office.call(groups.readGroup, { conversationId: alone });
    const change = { conversationId: alone, revision: held, leaderIds: [ids.mei], ownName: '不孤群' };
    await expect(mei.call(groups.changeGroup, change)).rejects.toMatchObject({ status: 403 });
    await verifyPush(
      test,
      office,
      groupsCache,
      [
        [groups.listGroups, { only: 'leaderless' }],
        [groups.readGroup, { conversationId: alone }],
      ],
      () => office.call(groups.changeGroup, change),
    );
    await expect(office.call(groups.changeGroup, change)).rejects.toMatchObject({ code: 'kernel.changedMeanwhile' });
  });
});

it('a temporary group is to be dissolved within 3 workdays of its end', async () => {
  const today = test.program.kernel.clock.now().toZonedDateTimeISO('Asia/Shanghai').toPlainDate();
  const endsOn = today.add({ days: 2 }).toString();
  const conversationId = await made('临时展会群', {
    groupKind: 'temporary',
    endsOn,
    departments: [],
    people: [ids.zhou],
  });
  const project = await made('临时项目群', { groupKind: 'project', endsOn, departments: [], people: [ids.zhou] });
  await test.advance({ hours: 2 });
  const titles = async () => (await mei.call(listNotices, {})).rows.map((row) => row.title);
  expect((await titles()).filter((title) => title.includes('临时展会群') && title.includes('将于'))).toHaveLength(1);
  await test.advance({ hours: 24 * 4 - 2 });
  await noticesArrive(test, mei);
  expect((await titles()).some((title) => title.includes('临时项目群') && title.includes('不再需要时'))).toBe(true);
  await test.advance({ hours: 24 * 8 });
  // A project group may be dissolved at its end and needn't: nobody's breach.
  expect((await breaches()).filter((one) => one.conversationId === project)).toEqual([]);
  expect((await breaches()).filter((one) => one.breach === 'dissolutionNotAsked')).toMatchObject([
    { conversationId, liableId: ids.mei },
  ]);
  expect((await office.call(groups.listGroups, { only: 'ended' })).rows.map((row) => row.name).sort()).toEqual(
    ['云澜酒店集团临时展会群', '云澜酒店集团临时项目群'].sort(),
  );
});

it('groups that exist already are proposed, confirmed by their owners, and left alone until the day of grace', async () => {
  const { conversationId } = await zhou.call(createFreeGroup, { name: '老群', personIds: [ids.mei, ids.head] });
  const day = (days: number) =>
    test.program.kernel.clock.now().toZonedDateTimeISO('Asia/Shanghai').toPlainDate().add({ days }).toString();
  await expect(
    office.call(groups.startAdoption, { graceUntil: day(0), conversationIds: [conversationId] }),
  ).rejects.toMatchObject({ code: 'groups.endTooLate' });
  await verifyPush(test, office, groupsCache, [[groups.listAdoptions, { only: 'proposed' }]], () =>
    office.call(groups.startAdoption, { graceUntil: day(10), conversationIds: [conversationId] }),
  );
  const { adoptions } = await zhou.call(groups.listMyGroups, {});
  expect(adoptions).toMatchObject([{ name: '老群', proposedName: '云澜酒店集团老群' }]);
  await expect(mei.call(groups.adoptGroup, { conversationId })).rejects.toMatchObject({ status: 404 });
  await verifyPush(test, zhou, groupsCache, [[groups.listMyGroups, {}]], () =>
    zhou.call(groups.adoptGroup, { conversationId }),
  );
  await expect(zhou.call(groups.adoptGroup, { conversationId })).rejects.toMatchObject({
    code: 'groups.governedAlready',
  });
  const adopted = await zhou.call(groups.readGroup, { conversationId });
  expect(adopted).toMatchObject({ name: '云澜酒店集团老群', kind: 'department', leader: { name: '周磊' } });
  // Somebody of the department who isn't in: seen at once, let in when grace is over.
  expect(adopted.difference).toBeGreaterThan(0);
  await test.advance({ hours: 24 * 11 });
  expect(await zhou.call(groups.readGroup, { conversationId })).toMatchObject({ difference: 0, graceUntil: null });
});

it('kinds are changed by who may, seen by everybody; a group of a direct kind is made and dissolved at once', async () => {
  const conversationId = await direct('club', '羽毛球群', { personIds: [ids.zhou] });
  const kind = readyKinds.learning ?? expect.fail();
  await expect(mei.call(groups.saveKind, { code: 'club', revision: 1, kind })).rejects.toMatchObject({ status: 403 });
  await expect(office.call(groups.saveKind, { code: 'club', revision: 0, kind })).rejects.toMatchObject({
    code: 'kernel.changedMeanwhile',
  });
  await expect(
    mei.call(groups.createGroup, {
      kind: 'department',
      name: '绕过群',
      purpose: '试',
      leaderId: ids.mei,
      rule: membershipRule.parse({}),
    }),
  ).rejects.toMatchObject({ code: 'groups.byRequestOnly' });
  await verifyPush(test, mei, groupsCache, [[groups.listKinds, {}]], () =>
    office.call(groups.saveKind, { code: 'reading', revision: 1, kind: { ...kind, idleDays: 30 } }),
  );
  await verifyPush(test, office, groupsCache, [[groups.listGroups, {}]], () =>
    mei.call(groups.createGroup, {
      kind: 'club',
      name: '乒乓球群',
      purpose: '打球',
      leaderId: ids.mei,
      rule: membershipRule.parse({}),
    }),
  );
  await verifyPush(test, mei, groupsCache, [[groups.readGroup, { conversationId }]], () =>
    mei.call(groups.dissolveGroup, { conversationId, reason: '散了' }),
  );
  // As long as the kind says, also where that is changed afterwards; where it says nothing, as other messages.
  const keptUntil = async () =>
    (
      await test.sql<{ months: number | null }>(
        `select round(extract(epoch from c.kept_until - g.dissolved_at) / 2629746)::int as months
       from messaging.conversation c join groups.governed g on g.conversation_id = c.id where c.id = $1`,
        [conversationId],
      )
    )[0]?.months;
  expect(await keptUntil()).toBeNull();
  for (const [at, keepMonths] of [6, 24, null].entries()) {
    await office.call(groups.saveKind, { code: 'club', revision: 1 + at, kind: { ...kind, keepMonths } });
    expect(await keptUntil()).toBe(keepMonths);
  }
  // Idle ones are found.
  await test.advance({ hours: 24 * 100 });
  const idle = (await office.call(groups.listGroups, { only: 'idle' })).rows;
  expect(idle.length).toBeGreaterThan(0);
  const { counts, employers, may } = await office.call(groups.countGroups, {});
  expect([counts.idle, employers.map(({ id }) => id), may]).toEqual([idle.length, [company.employerId], ['export']]);
  for (const only of ['active', 'difference', 'leaderless', 'ended', 'dissolved'] as const)
    expect([only, counts[only]]).toEqual([
      only,
      (await office.call(groups.listGroups, { only, limit: 200 })).rows.length,
    ]);
});

it('the register leaves as .xlsx with what is shown, for who may, and every export is on record', async () => {
  const shown = { only: 'dissolved' as const, text: '羽毛球' };
  const { bytes } = (await office.call(groups.exportGroups, shown)) as unknown as { bytes: Uint8Array };
  const sheet = readSheet(bytes, 'x.xlsx', () => 1);
  expect('rows' in sheet && sheet.rows.slice(1).map((row) => row.cells.slice(0, 6))).toMatchObject([
    ['云澜酒店集团羽毛球群', expect.any(String), expect.any(String), '李梅', '云澜酒店集团', '试验'],
  ]);
  expect((await office.call(groups.listGroups, { ...shown, employerId: crypto.randomUUID() })).rows).toEqual([]);
  await expect(mei.call(groups.exportGroups, shown)).rejects.toMatchObject({ status: 403 });
  const looks = await test.sql(
    `select from kernel.audit where operation = 'groups.exportGroups' and outcome = 'looked' and actor_id = $1`,
    [ids.office],
  );
  expect(looks).toHaveLength(1);
});
