import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { giveRole } from '#modules/access/testing.ts';
import { noticesArrive } from '#modules/approvals/testing.ts';
import { answerChange, judgeFinding, listFindings, readRule, saveRule } from '#modules/content/contract/operations.ts';
import { everywhere } from '#modules/content/contract/rule.ts';
import { aCompany, aPerson, type TestCompany } from '#modules/directory/testing.ts';
import { readyKinds } from '#modules/groups/contract/group-kind.ts';
import { membershipRule } from '#modules/groups/contract/membership-rule.ts';
import { createGroup, listKinds, saveKind, settleGroups, urgeMember } from '#modules/groups/contract/operations.ts';
import { composition } from '#modules/index.ts';
import { aGroup, say } from '#modules/messaging/testing.ts';
import * as cases from './contract/cases.ts';
import * as rulebooks from './contract/rulebooks.ts';
import { policyCache } from './web/cache.ts';

let test: TestProgram;
let company: TestCompany;
let mei: TestClient;
let hr: TestClient;
let judge: TestClient;
let office: TestClient;
let board: TestClient;
let security: TestClient;

beforeAll(async () => {
  // A Wednesday, 10:00 in Shanghai.
  test = await startTestProgram(composition, { startAt: '2026-03-11T02:00:00Z' });
  company = await aCompany(test);
  const join = async (
    name: string,
    department: string,
    ...roles: ('hr' | 'generalOffice' | 'securityOwner' | 'administrator')[]
  ) => {
    const personId = await aPerson(test, company, { name, department });
    for (const role of roles) await giveRole(test, personId, role);
    return test.as(personId);
  };
  mei = await join('李梅', '平台组');
  hr = await join('孙艳', '人力资源部', 'hr');
  // Judges findings and decides cases: not both about one fact.
  judge = await join('赵全', '人力资源部', 'hr', 'securityOwner');
  office = await join('陈静', '人力资源部', 'generalOffice');
  board = await join('欧阳', '人力资源部', 'administrator');
  security = await join('王安', '人力资源部', 'securityOwner');
}, 120_000);
afterAll(() => test?.stop());

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (problem: { code: string }) => problem.code,
  );
const myCases = async (who: TestClient) => (await who.call(cases.listMyCases, {})).rows;

/** The rulebook of a pack, adopted and acknowledged by Mei, with the articles of these numbers in force. */
async function inForce(pack: string, numbers: readonly string[]): Promise<string> {
  const ownerId = board.personId;
  const { rulebookId } = await hr.call(rulebooks.installRulebook, { pack, employerId: company.employerId, ownerId });
  const read = () => hr.call(rulebooks.readRulebook, { rulebookId });
  for (const kind of ['consultation', 'decision', 'posting'] as const)
    await hr.call(rulebooks.recordAdoptionStep, { rulebookId, kind, day: '2026-03-02', document: '纪要 2026-3 号' });
  for (const { id, revision } of (await read()).articles.filter(({ number }) => numbers.includes(number.zh))) {
    const settings = { period: 'calendarMonth' as const, capPoints: 100, capFen: null };
    await hr.call(rulebooks.fillArticleSettings, { articleId: id, revision, settings });
    for (const to of ['remind', 'inForce'] as const) {
      await hr.call(rulebooks.changeArticleState, { articleId: id, to, reason: '试运行平稳' });
      const changeId = (await read()).articles.find((one) => one.id === id)?.pending?.id ?? '';
      await board.call(rulebooks.answerStateChange, { changeId, approve: true });
    }
  }
  await mei.call(rulebooks.acknowledgeRulebook, { rulebookId, revisionNumber: 1 });
  return rulebookId;
}

let rulebookId: string;
describe('a leader’s duty', () => {
  const groupIds: string[] = [];

  beforeAll(async () => {
    rulebookId = await inForce('group-rules', ['第九、十、十八条']);
    const { rows } = await office.call(listKinds, {});
    const kind = { ...(readyKinds.learning ?? expect.fail()), process: 'direct' as const, apply: 'proposed' as const };
    const revision = rows.find((row) => row.code === 'watched')?.revision ?? 0;
    await office.call(saveKind, { code: 'watched', revision, kind });
    const rule = membershipRule.parse({ departments: [{ id: company.departments.财务部 ?? '', below: true }] });
    for (const name of ['对账群', '报销群']) {
      const leaderId = mei.personId;
      const made = await mei.call(createGroup, { kind: 'watched', name, purpose: '试验', leaderId, rule });
      groupIds.push(made.conversationId);
    }
    await test.settle();
  });

  it('told, and left undone two workdays in two groups over one change, is one fact and one case', async () => {
    const late = await aPerson(test, company, { name: '郑迟', department: '财务部' });
    await noticesArrive(test, mei);
    await test.advance({ hours: 24 });
    expect(await myCases(mei)).toEqual([]);
    await verifyPush(test, mei, policyCache, [[cases.listMyCases, {}]], () => test.advance({ hours: 26 }));
    const [row, ...more] = await myCases(mei);
    expect(more).toEqual([]);
    expect(row).toMatchObject({ state: 'found', points: 2, matter: { kind: 'groupDuty' }, may: ['explain'] });
    const file = await mei.call(cases.readCase, { caseId: row?.id ?? '' });
    expect(file.told.zh).toContain('郑迟');
    expect(file.told.zh).toContain('李梅');
    expect(groupIds.map((id) => `/groups/${id}`)).toContain(file.link);
    expect(file.evidence.map((item) => item.what)).toEqual(['dutyTold', 'dutyOverdue', 'found']);
    expect(file.cited).toMatchObject({
      articleNumber: { zh: '第九、十、十八条' },
      values: { breach: 'differenceOpen', because: '' },
    });
    expect(file.consequence).toMatchObject({ quotedYuan: 20, money: null, fen: null });
    const body = file.notices[0]?.words.bodyZh ?? '';
    expect(body).toContain('由您负责的群');
    expect(body).not.toContain('审批单');
    // HR reads the register of groups.
    expect((await hr.call(cases.readCase, { caseId: row?.id ?? '' })).link).toBe(file.link);
    const facts = await test.sql<{ kind: string; subject: string }>(
      `select kind, fact ->> 'subjectId' as subject from policy.finding`,
    );
    expect(facts).toEqual([{ kind: 'groupDuty', subject: late }]);
    await mei.call(settleGroups, {});
  });

  it('whom the leader urged, or who came in by the system itself, makes no case', async () => {
    const urged = await aPerson(test, company, { name: '冯催', department: '财务部' });
    await noticesArrive(test, mei);
    for (const conversationId of groupIds)
      await mei.call(urgeMember, { conversationId, personId: urged, text: '请联系我入群' });
    await test.advance({ hours: 24 * 5 });
    expect(await myCases(mei)).toHaveLength(1);
    await mei.call(settleGroups, {});
  });

  it('outage or leave in between is found by the system', async () => {
    await aPerson(test, company, { name: '卫停', department: '财务部' });
    await noticesArrive(test, mei);
    const from = test.program.kernel.clock.now();
    await test.advance({ hours: 2 });
    await hr.call(rulebooks.recordOutage, {
      employerId: company.employerId,
      from: from.add({ hours: 1 }).toString(),
      to: test.program.kernel.clock.now().toString(),
      reason: '停电',
    });
    await test.advance({ hours: 24 * 5 });
    expect(await myCases(mei)).toHaveLength(1);
    const observed = await board.call(rulebooks.listObserved, { rulebookId });
    expect(observed.rows[0]).toMatchObject({ outcome: 'defence', defence: 'outage' });
  });
});

describe('what somebody sent', () => {
  let group: string;
  const aRule = async (word: string, action: 'block' | 'record', category: 'ads' | 'secrecy') => {
    const { ruleId } = await security.call(saveRule, {
      revision: 0,
      rule: {
        title: { zh: word, en: word },
        category,
        lookout: { kind: 'words', words: [word] },
        action,
        scope: everywhere,
      },
      state: 'enforce',
      reason: '试行',
    });
    const changeId = (await judge.call(readRule, { ruleId })).proposal?.changeId ?? '';
    await judge.call(answerChange, { changeId, approve: true });
  };
  const openFindings = async () => (await judge.call(listFindings, { only: 'open' })).rows.map((row) => row.findingId);
  const confirm = async (findingId: string) => {
    await judge.call(judgeFinding, { findingId, judgement: 'confirmed', note: '属实' });
    await test.settle();
  };

  beforeAll(async () => {
    await inForce('chat-rules', ['第二章(一)3', '第二章(二)2、(四)2']);
    // With sessions that have just proved who they are.
    security = await test.as(security.personId);
    judge = await test.as(judge.personId);
    await aRule('特价优惠', 'record', 'ads');
    await aRule('客户名单', 'record', 'secrecy');
    await aRule('赌场', 'block', 'ads');
    group = await aGroup(mei, [hr, security]);
  });

  it('makes no case before a person confirmed it, then one, by the narrowest article of all rulebooks', async () => {
    const before = await myCases(mei);
    await say(mei, group, '特价优惠，发客户名单');
    await test.settle();
    expect(await myCases(mei)).toEqual(before);
    const found = await openFindings();
    expect(found).toHaveLength(2);
    for (const findingId of found) await confirm(findingId);
    const [row, ...older] = await myCases(mei);
    expect(older).toEqual(before);
    expect(row).toMatchObject({ matter: { kind: 'contentFinding', name: '' }, points: 1 });
    const file = await mei.call(cases.readCase, { caseId: row?.id ?? '' });
    expect(file.link).toBe('/content/mine');
    expect(file.told.zh).toContain('赵全');
    expect(file.evidence.map((item) => [item.what, item.by?.name])).toEqual([
      ['messageSent', undefined],
      ['findingConfirmed', '赵全'],
      ['found', undefined],
    ]);
    // One message, one fact: what the second rule found adds nothing. And nothing of what was said is in the case.
    expect(JSON.stringify(file)).not.toContain('客户名单');
  });

  it('who confirmed it decides nothing in the case, not even by the table', async () => {
    const [row] = await myCases(mei);
    const caseId = row?.id ?? '';
    await mei.call(cases.explain, { caseId, text: '发错了群' });
    const file = await hr.call(cases.readCase, { caseId });
    const judged = Object.fromEntries(file.cited.judged.map(({ code }) => [code, true]));
    const decide = (who: TestClient) =>
      who.call(cases.decideCase, { caseId, outcome: 'uphold', reason: '属实', judged });
    expect(await codeOf(decide(judge))).toBe('kernel.notFound');
    expect((await judge.call(cases.listCasesToDecide, {})).rows.map(({ id }) => id)).not.toContain(caseId);
    const insert = `insert into policy.decision (id, case_id, liable_id, instance, outcome, decided_by, strength, seen, points, reason, judged, at, finder_id)
      select gen_random_uuid(), id, liable_id, 'first', 'uphold', $2, 'password', 'x', 1, 'x', '{}', found_at, `;
    for (const finder of ['finder_id', 'null'])
      await expect(
        test.sql(`${insert} ${finder} from policy.case_file where id = $1`, [caseId, judge.personId]),
      ).rejects.toMatchObject({ constraint: 'decider_is_not_finder' });
    await decide(hr);
    expect((await mei.call(cases.readCase, { caseId })).state).toBe('decided');
  });

  it('what the system stopped comes to nothing, and the owner sees why', async () => {
    const before = await myCases(mei);
    expect(await codeOf(say(mei, group, '去赌场'))).toBe('content.blocked');
    await test.advance({ minutes: 2 });
    const [findingId = ''] = await openFindings();
    await confirm(findingId);
    expect(await myCases(mei)).toHaveLength(before.length);
    // The rulebook on groups says more closely what it is, so it takes the fact.
    const observed = await board.call(rulebooks.listObserved, { rulebookId });
    expect(observed.rows[0]).toMatchObject({ outcome: 'defence', defence: 'prevented', points: null });
  });
});
