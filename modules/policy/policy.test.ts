import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { extend } from '#kernel/contract/extension-point.ts';
import { exportEvidence, exportEvidencePermission } from '#kernel/contract/kernel-operations.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { verifyEvidence } from '#kernel/server/chain/verify-evidence.ts';
import { handle, serverModule } from '#kernel/server/define-module.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { findHolders } from '#modules/access/contract/holders.ts';
import * as approvals from '#modules/approvals/contract/operations.ts';
import { processKind, processKinds } from '#modules/approvals/contract/process-kind.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { markLeft } from '#modules/directory/contract/people.ts';
import { aCompany, aPerson, type Grants, type TestCompany, testAuthority } from '#modules/directory/testing.ts';
import { modules as allModules } from '#modules/index.ts';
import { acknowledge, listNotices } from '#modules/notifications/contract/operations.ts';
import { recordAbsence } from './contract/absences.ts';
import * as cases from './contract/cases.ts';
import * as ledger from './contract/ledger.ts';
import { caseDecided, caseFound } from './contract/notices.ts';
import * as permissions from './contract/permissions.ts';
import { eraseFindings, holdForCases, reviewFindings } from './contract/retention.ts';
import * as rulebooks from './contract/rulebooks.ts';
import { whyCaseSeen } from './contract/why-case-seen.ts';
import { policyCache } from './web/cache.ts';

const form = z.object({ what: z.string() });
const errand = processKind<typeof form>({
  name: 'forms.errand',
  title: { zh: '外出', en: 'Errand' },
  version: 1,
  form,
  fields: [{ name: 'what', label: { zh: '事项', en: 'What' }, type: 'text' }],
  summary: (given) => ({ zh: given.what, en: given.what }),
  numberPrefix: 'WC',
  startPath: '/errand/new',
  copiesSeeAll: [],
  definition: {
    start: { kind: 'start', id: 'start', name: '申请' },
    nodes: [
      {
        kind: 'approve',
        id: 'head',
        name: '部门负责人',
        approvers: [{ kind: 'departmentHead' }],
        mode: { kind: 'all' },
        empty: { kind: 'processAdministrator' },
        self: 'departmentHead',
        limit: { overdue: { workdays: 1 } },
      },
    ],
  },
});

/** A program of policy and what it stands on; who holds a permission is given by hand. */
async function aHouse() {
  const holders = new Map<string, readonly string[]>();
  const grants: Grants = new Map();
  const stood = ['directory', 'worktime', 'notifications', 'approvals', 'leave', 'policy'];
  const modules = [
    ...allModules.filter(({ contract }) => stood.includes(contract.name)),
    serverModule({
      contract: moduleContract({ name: 'access', title: { zh: '权限', en: 'Access' }, operations: [findHolders] }),
      handlers: [
        handle<Record<never, never>>()(findHolders, async (_context, { questions }) => ({
          answers: questions.map(({ key, rule }) => ({
            key,
            personIds: [...(holders.get(rule.kind === 'role' ? rule.role : rule.permission) ?? [])],
          })),
        })),
      ],
    }),
    serverModule({
      contract: moduleContract({
        name: 'forms',
        title: { zh: '表单', en: 'Forms' },
        extensions: [extend(processKinds, errand)],
      }),
      handlers: [],
    }),
  ];
  const program = await startTestProgram({
    modules,
    timeZone: async () => 'Asia/Shanghai',
    authority: testAuthority(modules, grants),
  });
  const company = await aCompany(program, { departments: ['前厅部', '人力资源部', '综合办公室'] });
  const give = (personId: string, given: readonly (typeof permissions)[keyof typeof permissions][]) => {
    grants.set(
      personId,
      given.map((permission) => ({ permission, reach: 'employer' as const })),
    );
    for (const permission of given) {
      holders.set(permission.name, [...(holders.get(permission.name) ?? []), personId]);
    }
  };
  const join = async (name: string, department: string) =>
    program.as(await aPerson(program, company, { name, department }));
  return { program, company, grants, give, join };
}

type House = Awaited<ReturnType<typeof aHouse>>;
type People = Record<
  'head' | 'mei' | 'hr' | 'secondHr' | 'office' | 'secondOffice' | 'owner' | 'curious' | 'clerk',
  TestClient
>;

async function peopleOf({ program, company, give, join }: House): Promise<People> {
  const people = {
    head: await join('陈主管', '前厅部'),
    mei: await join('梅', '前厅部'),
    hr: await join('何人事', '人力资源部'),
    secondHr: await join('方人事', '人力资源部'),
    office: await join('欧阳', '综合办公室'),
    secondOffice: await join('钟', '综合办公室'),
    owner: await join('解释人', '综合办公室'),
    curious: await join('好奇', '前厅部'),
    clerk: await join('文员', '前厅部'),
  };
  await heads(program, company, people.head.personId);
  give(people.hr.personId, [
    permissions.manageRulebooks,
    permissions.decideCases,
    permissions.readStatements,
    permissions.readSummaries,
  ]);
  give(people.secondHr.personId, [permissions.manageRulebooks, permissions.decideCases]);
  give(people.office.personId, [permissions.decideAppeals]);
  give(people.secondOffice.personId, [permissions.decideAppeals]);
  return people;
}

async function heads(program: TestProgram, company: TestCompany, headId: string) {
  const departmentId = company.departments.前厅部 ?? '';
  const { revision } = await program.system(readDepartment, { departmentId });
  await program.system(changeDepartment, { departmentId, revision, change: { headIds: [headId] } });
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error) => error.code as string,
  );

/** Installs the rulebook; the article on delay observes from then on. */
async function install({ company }: House, people: People) {
  const { rulebookId } = await people.hr.call(rulebooks.installRulebook, {
    pack: 'platform-rules',
    employerId: company.employerId,
    ownerId: people.owner.personId,
  });
  const read = () => people.hr.call(rulebooks.readRulebook, { rulebookId });
  const ruled = async () => {
    const found = (await read()).articles.find((article) => article.rule);
    if (!found) throw new Error('no rule');
    return found;
  };
  return { rulebookId, read, ruled };
}
type Installed = Awaited<ReturnType<typeof install>>;

/** One step up, by two people. */
async function raise(people: People, { ruled }: Installed, to: 'remind' | 'inForce') {
  const article = await ruled();
  await people.hr.call(rulebooks.changeArticleState, { articleId: article.id, to, reason: '试运行平稳' });
  await people.secondHr.call(rulebooks.answerStateChange, {
    changeId: (await ruled()).pending?.id ?? '',
    approve: true,
  });
}

/** The employer's procedure, the cap, both steps up, and everybody's acknowledgement. */
async function bringIntoForce(people: People, rulebook: Installed) {
  const { rulebookId, ruled } = rulebook;
  for (const kind of ['consultation', 'decision', 'posting'] as const) {
    await people.hr.call(rulebooks.recordAdoptionStep, {
      rulebookId,
      kind,
      day: '2026-02-27',
      document: '纪要 2026-3 号',
    });
  }
  const { id, revision } = await ruled();
  await people.hr.call(rulebooks.fillArticleSettings, {
    articleId: id,
    revision,
    settings: { period: 'calendarMonth', capPoints: 100, capFen: null },
  });
  await raise(people, rulebook, 'remind');
  await raise(people, rulebook, 'inForce');
  for (const one of [people.head, people.mei]) {
    await one.call(rulebooks.acknowledgeRulebook, { rulebookId, revisionNumber: 1 });
  }
}

/** The person's device confirms the notices about a request. */
async function confirm({ program }: Pick<House, 'program'>, who: TestClient, requestId: string) {
  await program.settle();
  const { rows } = await who.call(listNotices, { limit: 200, only: 'undelivered' });
  const noticeIds = rows.filter((row) => row.about.id.startsWith(requestId)).map((row) => row.noticeId);
  await who.call(acknowledge, { noticeIds });
  await program.settle();
}

/** Somebody asks, the head's device confirms the notice, and the limit of a workday passes; or no device does, and days pass. */
async function overdue({ program }: House, people: People, delivered = true) {
  const { requestId } = await people.mei.call(approvals.submitRequest, {
    kind: 'forms.errand',
    form: { what: '送文件' },
  });
  const task = async () =>
    (await people.head.call(approvals.listToDo, { limit: 200 })).rows.find((one) => one.requestId === requestId);
  if (!delivered) {
    await program.advance({ days: 5 });
    return requestId;
  }
  await confirm({ program }, people.head, requestId);
  await program.travelTo((await task())?.dueAt ?? '');
  await program.advance({ minutes: 1 });
  return requestId;
}

/** The person's device confirms what it got of this kind. */
async function deliver({ program }: House, who: TestClient, kind: string) {
  const { rows } = await who.call(listNotices, { limit: 50, only: 'undelivered' });
  const noticeIds = rows.filter((row) => row.kind === kind).map((row) => row.noticeId);
  if (noticeIds.length > 0) await who.call(acknowledge, { noticeIds });
  await program.settle();
  return noticeIds.length;
}

const newest = async (who: TestClient) => {
  const row = (await who.call(cases.listMyCases, {})).rows[0];
  if (!row) throw new Error('no case');
  return row;
};
const yes = { noObjectiveReason: true, backlog: true };

describe('from a missed deadline to the ledger', () => {
  let house: House;
  let program: TestProgram;
  let people: People;
  let rulebook: Installed;
  let caseId: string;
  beforeAll(async () => {
    house = await aHouse();
    program = house.program;
    people = await peopleOf(house);
    rulebook = await install(house, people);
  });
  afterAll(() => program.stop());

  test('an article that observes tells its owner only, names nobody, and costs nothing', async () => {
    await overdue(house, people);
    expect((await people.head.call(cases.listMyCases, {})).rows).toEqual([]);
    expect((await people.head.call(listNotices, {})).rows.filter((row) => row.kind.startsWith('policy'))).toEqual([]);
    const observed = await people.owner.call(rulebooks.listObserved, { rulebookId: rulebook.rulebookId });
    expect(observed.rows).toMatchObject([{ outcome: 'observed', points: 5, quotedYuan: 50, occurrence: 1 }]);
    expect(observed.sum).toEqual({ found: 1, defended: 0, people: 1, points: 5 });
    expect(JSON.stringify(observed)).not.toContain('陈主管');
    expect(await codeOf(people.head.call(rulebooks.listObserved, { rulebookId: rulebook.rulebookId }))).toBe(
      'kernel.notFound',
    );
    expect(await program.sql('select 1 from policy.ledger_entry')).toEqual([]);
  });

  test('it takes force step by step, by two people, and not before everything is there', async () => {
    const { id } = await rulebook.ruled();
    const change = (who: TestClient, to: 'observe' | 'remind' | 'inForce' | 'off') =>
      who.call(rulebooks.changeArticleState, { articleId: id, to, reason: '试运行平稳' });
    expect(await codeOf(change(people.hr, 'inForce'))).toBe('policy.stateOutOfOrder');
    expect(await codeOf(change(people.mei, 'remind'))).toBe('kernel.notPermitted');
    await change(people.hr, 'remind');
    expect(await codeOf(change(people.secondHr, 'remind'))).toBe('policy.changeIsOpen');
    const changeId = (await rulebook.ruled()).pending?.id ?? '';
    const approve = (who: TestClient) => who.call(rulebooks.answerStateChange, { changeId, approve: true });
    expect(await codeOf(approve(people.hr))).toBe('policy.ownProposal');
    await expect(
      program.sql(
        'update policy.state_change set answer = $1, answered_by = proposed_by, answered_at = proposed_at where id = $2',
        ['approved', changeId],
      ),
    ).rejects.toMatchObject({ constraint: 'proposer_is_not_approver' });
    await expect(program.sql(`update policy.article set state = 'inForce' where id = $1`, [id])).rejects.toMatchObject({
      constraint: 'up_needs_two',
    });
    await approve(people.secondHr);
    await expect(change(people.hr, 'inForce')).rejects.toMatchObject({
      code: 'policy.articleNotReady',
      facts: { lacks: ['capPoints', 'consultation', 'decision', 'posting'] },
    });
    await change(people.hr, 'observe');
    expect((await rulebook.ruled()).state).toBe('observe');
    expect(
      await codeOf(
        people.hr.call(rulebooks.recordAdoptionStep, {
          rulebookId: rulebook.rulebookId,
          kind: 'decision',
          day: '2026-02-27',
          document: '会议纪要',
        }),
      ),
    ).toBe('policy.stepOutOfOrder');
    await bringIntoForce(people, rulebook);
    const article = await rulebook.ruled();
    expect(article).toMatchObject({ state: 'inForce', lacks: [] });
    expect(article.history.map((one) => [one.to, one.proposedBy.name, one.answeredBy?.name])[0]).toEqual([
      'inForce',
      '何人事',
      '方人事',
    ]);
    expect(
      await codeOf(
        people.hr.call(rulebooks.fillArticleSettings, {
          articleId: article.id,
          revision: article.revision,
          settings: { period: 'calendarMonth', capPoints: 1, capFen: null },
        }),
      ),
    ).toBe('policy.settingsInForce');
  });

  test('a case begins, is told word for word, and waits for delivery', async () => {
    await verifyPush(program, people.head, policyCache, [[cases.listMyCases, {}]], () => overdue(house, people));
    const row = await newest(people.head);
    caseId = row.id;
    expect(row).toMatchObject({ state: 'found', points: 5, may: ['explain'] });
    const file = await people.head.call(cases.readCase, { caseId });
    expect(file.evidence.map((item) => item.what)).toEqual(['taskOpened', 'taskDelivered', 'taskOverdue', 'found']);
    expect(file.consequence).toEqual({
      occurrence: 1,
      points: 5,
      quotedYuan: 50,
      money: 'assessmentDeduction',
      fen: null,
      capped: false,
    });
    expect(file.cited.condition).toContain('limitWorkdays');
    const body = file.notices[0]?.words.bodyZh ?? '';
    const order = ['条款：', '事实：', '可能的处理：', '期限：'].map((part) => body.indexOf(part));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(Math.min(...order)).toBeGreaterThanOrEqual(0);
    expect(body).toContain('您');
    expect(await deliver(house, people.head, caseFound.code)).toBe(1);
    expect((await newest(people.head)).state).toBe('told');
  });

  test('a colleague, a subordinate and an appeal decider before an appeal see nothing of it', async () => {
    for (const who of [people.curious, people.mei, people.office, people.owner]) {
      for (const call of [
        () => who.call(cases.readCase, { caseId }),
        () => who.call(cases.explain, { caseId, text: '我替他说' }),
        () => who.call(cases.decideCase, { caseId, outcome: 'waive', reason: '算了' }),
        () => who.call(cases.appeal, { caseId, text: '不服' }),
        () => who.call(cases.decideAppeal, { caseId, outcome: 'waive', reason: '算了' }),
        () => who.call(cases.waiveCase, { caseId, reason: '算了' }),
      ])
        expect(await codeOf(call())).toBe('kernel.notFound');
      expect(await codeOf(who.call(ledger.readStatement, { month: '2026-03', personId: people.head.personId }))).toBe(
        'kernel.notFound',
      );
    }
    expect(await codeOf(people.head.call(cases.decideCase, { caseId, outcome: 'waive', reason: '我自己免' }))).toBe(
      'kernel.notFound',
    );
    // Why so is told by rules, never whose case it is; nobody may ask the module itself.
    const why = async ({ personId }: TestClient) =>
      (await program.system(whyCaseSeen, { personId, ids: [caseId], number: '' })).things.flatMap(({ ways }) =>
        ways.map(({ rule, permission }) => permission?.name ?? rule.zh),
      );
    expect(await why(people.head)).toEqual(['个案的当事人，或对其作出过决定的人']);
    expect(await why(people.mei)).toEqual([]);
    expect(await why(people.hr)).toEqual([permissions.decideCases.name]);
    expect(await codeOf(people.hr.call(whyCaseSeen, { personId: people.hr.personId, ids: [caseId], number: '' }))).toBe(
      'kernel.notPermitted',
    );
  });

  test('nobody decides before the person was heard', async () => {
    expect(
      await codeOf(people.hr.call(cases.decideCase, { caseId, outcome: 'uphold', reason: '超时', judged: yes })),
    ).toBe('policy.wrongCaseState');
    await verifyPush(
      program,
      people.hr,
      policyCache,
      [
        [cases.listCasesToDecide, {}],
        [cases.readCase, { caseId }],
      ],
      () => people.head.call(cases.explain, { caseId, text: '当天两家旅行社同时到店，我在前台帮忙。' }),
    );
    expect((await people.hr.call(cases.listCasesToDecide, {})).rows).toMatchObject([
      { id: caseId, may: ['decide', 'waive'] },
    ]);
    expect(await codeOf(people.head.call(cases.explain, { caseId, text: '再说一次' }))).toBe('policy.wrongCaseState');
  });

  test('what only a person can judge must be judged', async () => {
    for (const judged of [{}, { ...yes, backlog: false }]) {
      expect(
        await codeOf(people.hr.call(cases.decideCase, { caseId, outcome: 'uphold', reason: '超时', judged })),
      ).toBe('policy.judgementMissing');
    }
    expect(
      await codeOf(
        people.hr.call(cases.decideCase, { caseId, outcome: 'reduce', points: 5, reason: '从轻', judged: yes }),
      ),
    ).toBe('policy.notLess');
  });

  test('of two who decide at the same instant one is told that the other was first', async () => {
    const decide = (who: TestClient) =>
      codeOf(who.call(cases.decideCase, { caseId, outcome: 'uphold', reason: '积压两单', judged: yes }));
    const results = await Promise.all([decide(people.hr), decide(people.secondHr)]);
    expect(results.sort()).toEqual(['done', 'policy.alreadyDecided']);
    expect((await newest(people.head)).state).toBe('decided');
  });

  test('nothing is charged before the time for appeal is over', async () => {
    expect(await program.sql('select 1 from policy.ledger_entry')).toEqual([]);
    const [decided] = await program.sql<{ id: string }>('select id from policy.decision where case_id = $1', [caseId]);
    const entry = (decisionId: string | null, overAt: string | null) =>
      program.sql(
        `insert into policy.ledger_entry (id, case_id, decision_id, over_at, person_id, employer_id, month, kind, amount, reason, at)
         values (gen_random_uuid(), $1, $2, $3, $4, $5, '2026-03', 'points', 5, 'x', $3)`,
        [caseId, decisionId, overAt, people.head.personId, house.company.employerId],
      );
    await expect(entry(null, '2026-03-09T00:00:00Z')).rejects.toMatchObject({ code: '23502' });
    await expect(entry(people.head.personId, '2026-03-09T00:00:00Z')).rejects.toMatchObject({ code: '23503' });
    await expect(entry(decided?.id ?? '', '2026-03-09T00:00:00Z')).rejects.toMatchObject({
      constraint: 'entry_after_appeal',
    });
    await expect(
      program.sql(
        `insert into policy.decision (id, case_id, liable_id, instance, outcome, decided_by, strength, seen, points, reason, judged, at)
         select gen_random_uuid(), case_id, liable_id, 'appeal', 'uphold', liable_id, 'password', 'x', 5, 'x', '{}', at
         from policy.decision where case_id = $1`,
        [caseId],
      ),
    ).rejects.toMatchObject({ constraint: 'decider_is_not_liable' });
    await expect(
      program.sql(
        `insert into policy.decision (id, case_id, liable_id, instance, outcome, decided_by, strength, seen, points, reason, judged, at)
         select gen_random_uuid(), case_id, liable_id, 'appeal', 'uphold', decided_by, 'password', 'x', 5, 'x', '{}', at
         from policy.decision where case_id = $1`,
        [caseId],
      ),
    ).rejects.toMatchObject({ constraint: 'appeal_by_another' });
    await deliver(house, people.head, caseDecided.code);
    await program.advance({ days: 4 });
    expect((await newest(people.head)).state).toBe('decided');
    const holds = () =>
      program.sql('select reason, ended_by, ended_at is null as open from approvals.hold where kept_for = $1', [
        `policyCase ${caseId}`,
      ]);
    expect(await holds()).toMatchObject([{ reason: expect.stringContaining('制度个案'), open: true }]);
    await verifyPush(
      program,
      people.head,
      policyCache,
      [
        [ledger.readLedger, {}],
        [ledger.readStatement, { month: '2026-03' }],
      ],
      () => program.advance({ days: 6 }),
    );
    expect((await newest(people.head)).state).toBe('settled');
    // The time for appeal is over: what the case rested on may be destroyed in its own time.
    expect(await holds()).toMatchObject([{ open: false, ended_by: null }]);
    const statement = await people.head.call(ledger.readStatement, { month: '2026-03' });
    expect(statement).toMatchObject({ points: 5, money: [], open: 0, entries: [{ kind: 'points', amount: 5 }] });
    expect(
      (await people.hr.call(ledger.readStatement, { month: '2026-03', personId: people.head.personId })).points,
    ).toBe(5);
  });

  test('the application cannot change what was decided and entered', async () => {
    const { writePool } = program.program.kernel.database;
    for (const table of ['ledger_entry', 'decision', 'finding', 'adoption_step', 'amount_switch']) {
      await expect(writePool.query(`delete from policy.${table}`)).rejects.toMatchObject({ code: '42501' });
    }
    await expect(writePool.query('update policy.ledger_entry set amount = 1')).rejects.toMatchObject({ code: '42501' });
  });

  test('what happened is in the evidence chain', async () => {
    const rows = await program.sql<{ kind: string }>(
      'select kind from kernel.evidence_content where chain = $1 order by at, kind',
      [`policy:case:${caseId}`],
    );
    expect(rows.map((row) => row.kind)).toEqual([
      'policy.caseTold',
      'policy.caseExplained',
      'policy.caseDecided',
      'policy.decisionTold',
      'policy.caseEnded',
      'policy.ledgerEntered',
    ]);
  });

  test('an appeal is decided by a third person', async () => {
    await overdue(house, people);
    const { id } = await newest(people.head);
    await deliver(house, people.head, caseFound.code);
    await people.head.call(cases.explain, { caseId: id, text: '系统里看不到附件' });
    await people.hr.call(cases.decideCase, { caseId: id, outcome: 'reduce', points: 2, reason: '从轻', judged: yes });
    await deliver(house, people.head, caseDecided.code);
    await people.head.call(cases.appeal, { caseId: id, text: '请查看附件是否可以打开' });
    expect(
      await codeOf(people.hr.call(cases.decideAppeal, { caseId: id, outcome: 'uphold', reason: '维持', judged: yes })),
    ).toBe('kernel.notFound');
    expect((await people.office.call(cases.listCasesToDecide, {})).rows).toMatchObject([{ id, may: ['decideAppeal'] }]);
    await verifyPush(program, people.head, policyCache, [[cases.readCase, { caseId: id }]], () =>
      people.office.call(cases.decideAppeal, { caseId: id, outcome: 'waive', reason: '附件确实打不开' }),
    );
    const file = await people.head.call(cases.readCase, { caseId: id });
    expect(file).toMatchObject({ state: 'waived', points: 0, may: [] });
    expect(file.decisions.map((one) => [one.instance, one.outcome, one.by.name])).toEqual([
      ['first', 'reduce', '何人事'],
      ['appeal', 'waive', '欧阳'],
    ]);
    expect((await people.head.call(ledger.readStatement, { month: '2026-03' })).points).toBe(5);
  });

  test('withdrawn after it was settled, an entry is corrected, never removed', async () => {
    await people.secondHr.call(cases.waiveCase, { caseId, reason: '当天系统记录有误' });
    const { entries, points } = await people.head.call(ledger.readStatement, { month: '2026-03' });
    expect(points).toBe(0);
    expect(entries.map((entry) => [entry.amount, entry.corrects !== null])).toEqual([
      [5, false],
      [-5, true],
    ]);
  });

  test('of a leaver it is all erased a year later, never earlier, and what was sealed still verifies', async () => {
    await overdue(house, people);
    const leaver = people.head.personId;
    const { holds } = await program.system(holdForCases, {});
    expect(holds).toMatchObject([{ personId: leaver, of: 'everything', confidential: true }]);
    const [{ revision } = { revision: 0 }] = await program.sql<{ revision: number }>(
      'select revision from directory.person where id = $1',
      [leaver],
    );
    await program.system(markLeft, { personId: leaver, revision, lastDay: '2026-04-30' });
    const kind = 'policy.findings';
    const erase = (heldPersonIds: string[] = []) => program.system(eraseFindings, { kind, most: 200, heldPersonIds });
    // The open case lapses in its time.
    await program.travelTo('2026-04-25T09:00:00+08:00');
    await program.travelTo('2027-04-20T09:00:00+08:00');
    const found = await program.sql<{ id: string }>('select id from policy.finding where person_id = $1', [leaver]);
    expect(await program.system(reviewFindings, { kind, heldPersonIds: [] })).toMatchObject({ due: 0 });
    expect(await erase()).toMatchObject({ erased: [] });
    await expect(
      program.sql('select policy.erase_finding($1, $2::date)', [found[0]?.id, '2027-04-20']),
    ).rejects.toMatchObject({ code: 'GJ040' });
    await program.travelTo('2027-05-10T09:00:00+08:00');
    expect(await erase([leaver])).toMatchObject({ erased: [] });
    expect(await program.system(reviewFindings, { kind, heldPersonIds: [leaver] })).toMatchObject({
      ...{ due: 0, held: { count: found.length, rows: [{ personId: leaver, label: '陈主管' }] } },
    });
    const hr = await program.as(people.hr.personId);
    await expect(hr.call(eraseFindings, { kind, most: 200, heldPersonIds: [] })).rejects.toMatchObject({ status: 403 });
    const observed = [[rulebooks.listObserved, { rulebookId: rulebook.rulebookId }]] as const;
    await verifyPush(program, hr, policyCache, [...observed], async () => {
      const [one, other] = await Promise.all([erase(), erase()].map((call) => call.catch(() => ({ erased: [] }))));
      const counts = [...(one?.erased ?? []), ...(other?.erased ?? [])].map(({ count }) => count);
      expect(counts).toEqual([found.length]);
    });
    for (const table of ['finding', 'case_file', 'decision', 'ledger_entry', 'case_note']) {
      expect(await program.sql(`select 1 from policy.${table}`)).toEqual([]);
    }
    const sealed = await program.sql<{ length: number }>(
      'select length(ciphertext) as length from kernel.evidence_content where chain = $1',
      [`policy:case:${caseId}`],
    );
    expect(sealed.length).toBeGreaterThan(0);
    expect(sealed.every(({ length }) => length === 0)).toBe(true);
    const auditor = await house.join('审计', '综合办公室');
    house.grants.set(auditor.personId, [{ permission: exportEvidencePermission, reach: 'company' }]);
    await program.settle();
    const { bytes } = (await auditor.call(exportEvidence, {})) as unknown as { bytes: Uint8Array };
    const report = await verifyEvidence(Buffer.from(bytes).toString().trimEnd().split('\n'));
    expect(report).toMatchObject({ ok: true, problems: [] });
    expect(report.erased).toBeGreaterThanOrEqual(sealed.length);
    expect(Buffer.from(bytes).toString()).not.toContain('旅行社');
  });
});

describe('what is never a case, and what ends one', () => {
  let house: House;
  let program: TestProgram;
  let people: People;
  let rulebook: Installed;
  beforeAll(async () => {
    house = await aHouse();
    program = house.program;
    people = await peopleOf(house);
    rulebook = await install(house, people);
    await bringIntoForce(people, rulebook);
  });
  afterAll(() => program.stop());
  const outcomes = async () =>
    (await people.owner.call(rulebooks.listObserved, { rulebookId: rulebook.rulebookId })).rows.map(
      (row) => row.defence ?? row.outcome,
    );

  test('a notice that never arrived', async () => {
    await overdue(house, people, false);
    expect(await outcomes()).toEqual([]);
  });

  test('leave, and an outage that the company recorded', async () => {
    const now = program.program.kernel.clock.now();
    await program.system(recordAbsence, {
      source: 'leave:1',
      personId: people.head.personId,
      stretch: { from: now.add({ hours: 2 }).toString(), to: now.add({ hours: 4 }).toString() },
    });
    await overdue(house, people);
    expect((await outcomes())[0]).toBe('onLeave');
    const { requestId } = await people.mei.call(approvals.submitRequest, {
      kind: 'forms.errand',
      form: { what: '取件' },
    });
    await confirm(house, people.head, requestId);
    await program.advance({ hours: 3 });
    const later = program.program.kernel.clock.now();
    await people.hr.call(rulebooks.recordOutage, {
      employerId: house.company.employerId,
      from: later.subtract({ hours: 1 }).toString(),
      to: later.toString(),
      reason: '停电检修',
    });
    await program.advance({ hours: 30 });
    expect((await outcomes())[0]).toBe('outage');
    expect((await people.head.call(cases.listMyCases, {})).rows).toEqual([]);
    expect(
      await codeOf(people.hr.call(recordAbsence, { source: 'x', personId: people.head.personId, stretch: null })),
    ).toBe('kernel.notPermitted');
  });

  test('a case that reaches nobody lapses, and so does one that nobody decides', async () => {
    await overdue(house, people);
    const undelivered = await newest(people.head);
    await program.advance({ days: 20 });
    expect(await people.head.call(cases.readCase, { caseId: undelivered.id })).toMatchObject({
      state: 'lapsed',
      endReason: 'notDelivered',
    });
    await overdue(house, people);
    const undecided = await newest(people.head);
    await deliver(house, people.head, caseFound.code);
    await program.advance({ days: 6 });
    expect(await people.hr.call(cases.readCase, { caseId: undecided.id })).toMatchObject({
      state: 'heard',
      explanation: null,
    });
    await program.advance({ days: 12 });
    expect(await people.head.call(cases.readCase, { caseId: undecided.id })).toMatchObject({
      state: 'lapsed',
      endReason: 'undecided',
      points: 0,
    });
    expect(await program.sql('select 1 from policy.ledger_entry')).toEqual([]);
  });

  test('service on paper counts like a delivered notice', async () => {
    await overdue(house, people);
    const { id } = await newest(people.head);
    const at = program.program.kernel.clock.now().toString();
    expect(await codeOf(people.head.call(cases.recordService, { caseId: id, at, how: '自己签' }))).toBe(
      'kernel.notFound',
    );
    await people.hr.call(cases.recordService, { caseId: id, at, how: '当面送达，本人签收' });
    const file = await people.head.call(cases.readCase, { caseId: id });
    expect(file.state).toBe('told');
    expect(file.evidence.find((item) => item.what === 'served')).toMatchObject({ by: { name: '何人事' } });
    await people.hr.call(cases.waiveCase, { caseId: id, reason: '测试送达' });
  });

  test('amounts come by a switch with a name and a cap, and only for what begins after it', async () => {
    const on = {
      employerId: house.company.employerId,
      money: 'assessmentDeduction',
      on: true,
      basis: '劳动合同第 12 条',
      understood: true,
    } as const;
    expect(await codeOf(people.hr.call(rulebooks.switchAmounts, on))).toBe('policy.capMissing');
    expect(await codeOf(people.mei.call(rulebooks.switchAmounts, on))).toBe('kernel.notPermitted');
    const { id } = await rulebook.ruled();
    await people.hr.call(rulebooks.changeArticleState, { articleId: id, to: 'remind', reason: '补上限' });
    const { revision } = await rulebook.ruled();
    await people.hr.call(rulebooks.fillArticleSettings, {
      articleId: id,
      revision,
      settings: { period: 'calendarMonth', capPoints: 100, capFen: 20_000 },
    });
    await people.hr.call(rulebooks.switchAmounts, on);
    await raise(people, rulebook, 'inForce');
    await overdue(house, people);
    const { id: caseId } = await newest(people.head);
    const file = await people.head.call(cases.readCase, { caseId });
    expect(file.consequence).toMatchObject({ points: 5, money: 'assessmentDeduction', fen: 5_000 });
    expect(file.notices[0]?.words.bodyZh).toContain('考核扣款 50.00 元');
    expect((await rulebook.read()).amounts).toMatchObject([
      { money: 'assessmentDeduction', on: true, by: { name: '何人事' } },
    ]);
  });

  test('without two independent people a case lapses at once, and the owner is told why', async () => {
    const boss = people.head.personId;
    const { rows: before } = await people.head.call(cases.listMyCases, {});
    for (const who of [people.office, people.secondOffice]) house.grants.delete(who.personId);
    // Those who could decide an appeal now work under the person concerned.
    const departmentId = house.company.departments.综合办公室 ?? '';
    const { revision } = await program.system(readDepartment, { departmentId });
    await program.system(changeDepartment, { departmentId, revision, change: { headIds: [boss] } });
    await overdue(house, people);
    const { rows } = await people.head.call(cases.listMyCases, {});
    expect(rows).toHaveLength(before.length + 1);
    expect(await people.head.call(cases.readCase, { caseId: rows[0]?.id ?? '' })).toMatchObject({
      state: 'lapsed',
      endReason: 'noDecider',
      notices: [],
    });
    expect((await people.owner.call(listNotices, {})).rows.map((row) => row.kind)).toContain('policy.nobodyDecides');
  });
});

describe('push', () => {
  let house: House;
  let program: TestProgram;
  let people: People;
  beforeAll(async () => {
    house = await aHouse();
    program = house.program;
    people = await peopleOf(house);
  });
  afterAll(() => program.stop());

  type Watched = Parameters<typeof verifyPush>[3];
  /** Carries out the action while all of these look at what they may see. */
  const everywhere = (screens: readonly (readonly [TestClient, Watched])[], action: () => Promise<unknown>) =>
    screens.reduce<() => Promise<unknown>>(
      (inner, [viewer, watched]) =>
        () =>
          verifyPush(program, viewer, policyCache, watched, inner),
      action,
    )();

  test('every screen with a rulebook follows what becomes of it', async () => {
    const { head, mei, hr, secondHr, owner } = people;
    let rulebook: Installed | undefined;
    const follow = (action: () => Promise<unknown>) => {
      const read: Watched = rulebook ? [[rulebooks.readRulebook, { rulebookId: rulebook.rulebookId }]] : [];
      const managed: Watched = rulebook ? [[rulebooks.listObserved, { rulebookId: rulebook.rulebookId }]] : [];
      const all: Watched = [[rulebooks.listRulebooks, {}], ...read];
      const whole: Watched = [...all, ...managed];
      return everywhere(
        [
          [head, all],
          [mei, all],
          [hr, whole],
          [secondHr, whole],
          [owner, whole],
        ] as const,
        action,
      );
    };
    let rulebookId = '';
    await follow(async () => {
      const { employerId } = house.company;
      const ownerId = owner.personId;
      ({ rulebookId } = await hr.call(rulebooks.installRulebook, { pack: 'platform-rules', employerId, ownerId }));
    });
    const read = () => hr.call(rulebooks.readRulebook, { rulebookId });
    const ruled = async () => {
      const article = (await read()).articles.find((one) => one.rule);
      if (!article) throw new Error('no rule');
      return article;
    };
    rulebook = { rulebookId, read, ruled };
    await follow(() => overdue(house, people));
    for (const kind of ['consultation', 'decision', 'posting'] as const) {
      const step = { rulebookId, kind, day: '2026-02-27', document: '纪要 2026-3 号' };
      await follow(() => hr.call(rulebooks.recordAdoptionStep, step));
    }
    const settings = { period: 'calendarMonth' as const, capPoints: 100, capFen: 20_000 };
    await follow(async () => {
      const { id: articleId, revision } = await ruled();
      await hr.call(rulebooks.fillArticleSettings, { articleId, revision, settings });
    });
    for (const to of ['remind', 'inForce'] as const) {
      const { id: articleId } = await ruled();
      await follow(() => hr.call(rulebooks.changeArticleState, { articleId, to, reason: '试运行平稳' }));
      const changeId = (await ruled()).pending?.id ?? '';
      await follow(() => secondHr.call(rulebooks.answerStateChange, { changeId, approve: true }));
    }
    await follow(() => head.call(rulebooks.acknowledgeRulebook, { rulebookId, revisionNumber: 1 }));
    await follow(() => mei.call(rulebooks.acknowledgeRulebook, { rulebookId, revisionNumber: 1 }));
    await follow(() =>
      hr.call(rulebooks.switchAmounts, {
        employerId: house.company.employerId,
        money: 'assessmentDeduction',
        on: true,
        basis: '劳动合同第 12 条',
        understood: true,
      }),
    );
    const now = program.program.kernel.clock.now();
    const stretch = { from: now.subtract({ hours: 1 }).toString(), to: now.toString() };
    await follow(() =>
      hr.call(rulebooks.recordOutage, { employerId: house.company.employerId, ...stretch, reason: '停电检修' }),
    );
    await follow(() =>
      program.system(recordAbsence, { source: 'leave:9', personId: people.curious.personId, stretch }),
    );
  });

  test('every screen with a case, a ledger or its sums follows what becomes of a case', async () => {
    const { head, hr, secondHr, office, secondOffice } = people;
    const month = '2026-03';
    const personId = head.personId;
    let caseId = '';
    const follow = (action: () => Promise<unknown>, appealed = false) => {
      const read: Watched = caseId === '' ? [] : [[cases.readCase, { caseId }]];
      const toDecide: Watched = [[cases.listCasesToDecide, {}]];
      const sums: Watched = [[ledger.summarizeLedger, { month }]];
      const statement: Watched = [[ledger.readStatement, { month, personId }]];
      const mine: Watched = [
        [cases.listMyCases, {}],
        [ledger.readLedger, {}],
        [ledger.readStatement, { month }],
      ];
      const deciding = [...toDecide, ...read];
      const appeals = appealed ? deciding : toDecide;
      return everywhere(
        [
          [head, [...mine, ...read]],
          [hr, [...deciding, ...sums, ...statement]],
          [secondHr, deciding],
          [office, appeals],
          [secondOffice, appeals],
        ],
        action,
      );
    };
    const reason = '积压';
    await follow(() => overdue(house, people));
    caseId = (await newest(head)).id;
    await follow(() => hr.call(cases.recordService, { caseId, how: '当面送达，本人签收' }));
    await follow(() => head.call(cases.explain, { caseId, text: '当天我在前台帮忙。' }));
    await follow(() => hr.call(cases.decideCase, { caseId, outcome: 'uphold', reason, judged: yes }));
    await follow(() => deliver(house, head, caseDecided.code));
    await follow(() => head.call(cases.appeal, { caseId, text: '请查看附件' }));
    await follow(() => office.call(cases.decideAppeal, { caseId, outcome: 'uphold', reason, judged: yes }), true);
    await follow(() => secondHr.call(cases.waiveCase, { caseId, reason: '登记有误' }), true);
    expect((await head.call(ledger.readLedger, {})).rows.map((row) => row.amount)).toContain(-5);
  });

  test('a case that counts less because an earlier one came to nothing is read again', async () => {
    const { head, hr } = people;
    const ids: string[] = [];
    for (let n = 0; n < 4; n += 1) {
      await overdue(house, people);
      const { id } = await newest(head);
      ids.push(id);
      await head.call(cases.explain, { caseId: id, text: '忙' });
      await hr.call(cases.decideCase, { caseId: id, outcome: 'uphold', reason: '积压', judged: yes });
    }
    const [first = '', , , last = ''] = ids;
    const watched: Watched = [[cases.readCase, { caseId: last }]];
    const points = async () => (await head.call(cases.readCase, { caseId: last })).points;
    const before = await points();
    await everywhere(
      [
        [head, watched],
        [hr, watched],
      ],
      () => hr.call(cases.waiveCase, { caseId: first, reason: '登记有误' }),
    );
    expect(await points()).toBeLessThan(before);
  });
});

describe('a rule that suddenly finds many', () => {
  let house: House;
  let people: People;
  beforeAll(async () => {
    house = await aHouse();
    people = await peopleOf(house);
  });
  afterAll(() => house.program.stop());

  test('is stopped, its owner told, and let go by a person', async () => {
    const rulebook = await install(house, people);
    await bringIntoForce(people, rulebook);
    await house.program.sql(
      `insert into kernel.setting (name, employer_id, value, at) values ('policy.brake', $1, '{"least":1,"times":2}', now())`,
      [house.company.employerId],
    );
    await people.mei.call(approvals.submitRequest, { kind: 'forms.errand', form: { what: '同一天的另一单' } });
    await house.program.settle();
    const { rows } = await people.head.call(listNotices, { limit: 50, only: 'undelivered' });
    await people.head.call(acknowledge, { noticeIds: rows.map((row) => row.noticeId) });
    const watched = [[rulebooks.readRulebook, { rulebookId: rulebook.rulebookId }]] as const;
    await verifyPush(house.program, people.mei, policyCache, watched, () => overdue(house, people));
    const outcomes = (await people.owner.call(rulebooks.listObserved, { rulebookId: rulebook.rulebookId })).rows;
    expect(outcomes.map((row) => row.outcome)).toEqual(['braked', 'case']);
    expect((await people.head.call(cases.listMyCases, {})).rows).toHaveLength(1);
    const article = await rulebook.ruled();
    expect(article.braked?.found).toBe(2);
    expect((await people.owner.call(listNotices, {})).rows.map((row) => row.kind)).toContain('policy.ruleStopped');
    await verifyPush(house.program, people.owner, policyCache, watched, () =>
      people.hr.call(rulebooks.releaseBrake, { articleId: article.id, reason: '系统演练所致' }),
    );
    expect((await rulebook.ruled()).braked).toBeNull();
  });
});

describe('a month of delays', () => {
  let house: House;
  let people: People;
  beforeAll(async () => {
    house = await aHouse();
    people = await peopleOf(house);
    await bringIntoForce(people, await install(house, people));
  });
  afterAll(() => house.program.stop());

  test('three at five points, then ten; one that is waived makes the later ones less', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 4; n += 1) {
      await overdue(house, people);
      const { id } = await newest(people.head);
      ids.push(id);
      await people.head.call(cases.explain, { caseId: id, text: '忙' });
      await people.hr.call(cases.decideCase, { caseId: id, outcome: 'uphold', reason: '积压', judged: yes });
      await deliver(house, people.head, caseDecided.code);
    }
    const points = async () =>
      Promise.all(ids.map(async (caseId) => (await people.head.call(cases.readCase, { caseId })).points));
    expect(await points()).toEqual([5, 5, 5, 10]);
    await people.head.call(cases.appeal, { caseId: ids[0] ?? '', text: '当天停电' });
    await people.office.call(cases.decideAppeal, { caseId: ids[0] ?? '', outcome: 'waive', reason: '属实' });
    expect(await points()).toEqual([0, 5, 5, 5]);
    await house.program.advance({ days: 14 });
    const statement = await people.head.call(ledger.readStatement, { month: '2026-03' });
    expect(statement.points).toBe(15);
    await people.secondHr.call(cases.waiveCase, { caseId: ids[1] ?? '', reason: '登记有误' });
    expect((await people.head.call(ledger.readStatement, { month: '2026-03' })).points).toBe(10);
  });

  test('sums by department hide what few people have', async () => {
    const { rows } = await people.hr.call(ledger.summarizeLedger, { month: '2026-03' });
    expect(rows.find((row) => row.name === '前厅部')).toMatchObject({ people: 4, points: null });
    expect(await codeOf(people.mei.call(ledger.summarizeLedger, { month: '2026-03' }))).toBe('kernel.notPermitted');
  });
});
