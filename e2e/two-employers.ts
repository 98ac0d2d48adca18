import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { assignRole } from '#modules/access/contract/assignments.ts';
import { createRole } from '#modules/access/contract/roles.ts';
import { listMySessions } from '#modules/access/contract/sessions.ts';
import { giveRole } from '#modules/access/testing.ts';
import { comment, listToDo } from '#modules/approvals/contract/operations.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { applyImport, previewImport } from '#modules/directory/contract/import.ts';
import { changePerson, readPerson } from '#modules/directory/contract/people.ts';
import { aCompany, aPerson, aPost } from '#modules/directory/testing.ts';
import { uploadFile } from '#modules/files/contract/operations.ts';
import { composition } from '#modules/index.ts';
import { requestLeave } from '#modules/leave/contract/operations.ts';
import { aGroup, say } from '#modules/messaging/testing.ts';
import { acknowledge, listNotices } from '#modules/notifications/contract/operations.ts';
import { listMyCases } from '#modules/policy/contract/cases.ts';
import {
  acknowledgeRulebook,
  answerStateChange,
  changeArticleState,
  fillArticleSettings,
  installRulebook,
  readRulebook,
  recordAdoptionStep,
} from '#modules/policy/contract/rulebooks.ts';

/** Stands in everything private of the first employer; whoever reads it outside has read too much. */
export const marker = '雪莲花开';

/** A group of two employers; the first has something of every kind under way, the second has people. */
export interface TwoEmployers {
  readonly test: TestProgram;
  /** Of the first employer. */
  readonly mei: TestClient;
  readonly head: TestClient;
  readonly hr: TestClient;
  readonly admin: TestClient;
  /** Of the second: without any role, and with every permission that can be held for one employer. */
  readonly curious: TestClient;
  readonly limited: TestClient;
  /** Objects of the first employer by the name of the field that names them. */
  readonly ids: Readonly<Record<string, string>>;
  /** What else fields of a name hold for these objects. */
  readonly known: Readonly<Record<string, readonly unknown[]>>;
}

/** The content of a process template whose form is code. */
const templateContent = {
  design: null,
  definition: { start: { kind: 'start', id: 'start', name: '提交' }, nodes: [] },
  settings: {
    title: { zh: '说明' },
    numbering: { prefix: 'QJ' },
    heading: null,
    retention: null,
    starters: { kind: 'everybody' },
  },
};

/** Starts the program with the group. */
export async function twoEmployers(): Promise<TwoEmployers> {
  const test = await startTestProgram(composition);
  // What is asked here is who may what, thousands of times a minute.
  test.program.kernel.rateLimiter.take = () => 0;
  const first = await aCompany(test, { departments: ['前厅部', '人力资源部'] });
  const second = await aCompany(test, { name: '云澜旅行社', parentId: first.employerId, departments: ['计调部'] });
  const join = async (name: string, company: typeof first, department: string) =>
    test.as(await aPerson(test, company, { name, department }));
  const mei = await join('李雪梅', first, '前厅部');
  const head = await join('王建国', first, '前厅部');
  const hr = await join('陈静', first, '人力资源部');
  const admin = await join('顾思远', first, '人力资源部');
  const curious = await join('郝奇', second, '计调部');
  const limited = await join('何限', second, '计调部');
  await giveRole(test, hr.personId, 'hr');
  await giveRole(test, admin.personId, 'administrator');
  const departmentId = first.departments.前厅部 ?? '';
  const { revision } = await test.system(readDepartment, { departmentId });
  await test.system(changeDepartment, { departmentId, revision, change: { headIds: [head.personId] } });

  const permissions = test.program.contracts.flatMap((contract) => contract.permissions);
  const { roleId: wide } = await test.system(createRole, {
    name: { zh: '单位全权', en: 'All of an employer' },
    permissions: permissions
      .filter(({ reaches }) => reaches.includes('employer'))
      .map(({ name }) => ({ permission: name, reach: 'employer' as const })),
  });
  await test.system(assignRole, {
    roleId: wide,
    to: { kind: 'person', personId: limited.personId },
    scope: { kind: 'role' },
  });
  const { roleId } = await test.system(createRole, {
    name: { zh: '前厅值班', en: 'Front office duty' },
    permissions: [],
  });
  const { assignmentId } = await test.system(assignRole, {
    roleId,
    to: { kind: 'person', personId: head.personId },
    scope: { kind: 'departments', departmentIds: [departmentId] },
  });

  const { rulebookId, articleId, changeId } = await aRulebook(test, { employerId: first.employerId, hr, admin, head });
  const late = await mei.call(requestLeave, leaveOn('2026-03-10', `就诊${marker}`));
  await test.settle();
  const { rows: told } = await head.call(listNotices, { limit: 200, only: 'undelivered' });
  await head.call(acknowledge, { noticeIds: told.map((row) => row.noticeId) });
  await test.advance({ days: 3 });
  const caseId = (await head.call(listMyCases, {})).rows[0]?.id ?? '';
  const { requestId } = await mei.call(requestLeave, leaveOn('2026-03-16', `复诊${marker}`));
  await mei.call(comment, { requestId, text: `请勿外传${marker}` });
  await test.settle();
  const noticeId = (await head.call(listNotices, {})).rows[0]?.noticeId ?? '';

  const conversationId = await aGroup(mei, [head], `家事${marker}`);
  const { messageId } = await say(mei, conversationId, `私下说${marker}`);
  const { fileId } = await mei.call(
    uploadFile,
    {},
    {
      file: { name: `${marker}.txt`, bytes: new TextEncoder().encode(marker) },
    },
  );
  const postId = await aPost(test, first, '领班');
  const person = await test.system(readPerson, { personId: mei.personId });
  const planned = await test.system(changePerson, {
    personId: mei.personId,
    revision: person.revision,
    on: '2026-06-01',
    change: { jobTitle: '主管', address: `长宁路${marker}` },
  });
  await test.system(changePerson, {
    personId: mei.personId,
    revision: person.revision,
    change: { address: `长宁路${marker}` },
  });
  const file = (name: string) => ({
    file: { name: `${marker}.csv`, bytes: new TextEncoder().encode(`姓名,帐号,部门\r\n${name},${name},云澜酒店集团`) },
  });
  const done = await hr.call(previewImport, { employerId: first.employerId }, file('done'));
  const started = await hr.call(applyImport, { importId: done.importId });
  await test.finish(hr, started);
  const { importId } = await hr.call(previewImport, { employerId: first.employerId }, file('open'));
  const toDo = await head.call(listToDo, {});
  const { rows: sessions } = await mei.call(listMySessions, {});

  return {
    test,
    mei,
    head,
    hr,
    admin,
    curious,
    limited,
    known: {
      slotId: [toDo.rows.find((row) => row.requestId === requestId)?.slotId],
      kind: ['leave.leave', 'sick'],
      form: [{ ...leaveOn('2026-03-23', '随便'), kindName: { zh: '病假', en: 'Sick leave' }, days: 1 }],
      content: [templateContent],
      permission: ['directory.managePeople'],
      part: ['created'],
      pack: ['platform-rules'],
      month: ['2026-03'],
      timeZone: ['Asia/Shanghai'],
      name: ['kernel.nothing'],
      year: [2026],
      emoji: ['👍'],
      ...Object.fromEntries(['namePattern', 'leader', 'deputy', 'member', 'guest'].map((field) => [field, ['{name}']])),
    },
    ids: {
      requestId,
      lateRequestId: late.requestId,
      conversationId,
      messageId,
      fileId,
      noticeId,
      caseId,
      rulebookId,
      articleId,
      changeId,
      sessionId: sessions[0]?.id ?? '',
      jobId: (started as unknown as { jobId: string }).jobId,
      importId,
      roleId,
      assignmentId,
      personId: mei.personId,
      departmentId,
      employerId: first.employerId,
      postId,
      plannedChangeId: planned.plannedChangeId ?? '',
    },
  };
}

export const leaveOn = (date: string, reason: string) => ({
  kind: 'sick',
  from: { date, half: 'morning' as const },
  to: { date, half: 'afternoon' as const },
  reason,
});

/** A rulebook in force; a proposal to take its rule back to observing is put, if the house asks two for that. */
export async function aRulebook(
  test: TestProgram,
  { employerId, hr, admin, head }: { employerId: string; hr: TestClient; admin: TestClient; head: TestClient },
) {
  const { rulebookId } = await hr.call(installRulebook, { pack: 'platform-rules', employerId, ownerId: hr.personId });
  const ruled = async () => {
    const article = (await hr.call(readRulebook, { rulebookId })).articles.find(({ rule }) => rule);
    if (!article) throw new Error('the rulebook has no rule');
    return article;
  };
  for (const kind of ['consultation', 'decision', 'posting'] as const) {
    await hr.call(recordAdoptionStep, { rulebookId, kind, day: '2026-02-27', document: '纪要' });
  }
  const { id: articleId, revision } = await ruled();
  await hr.call(fillArticleSettings, {
    articleId,
    revision,
    settings: { period: 'calendarMonth', capPoints: 100, capFen: null },
  });
  let changeId = '';
  for (const to of ['remind', 'inForce'] as const) {
    await hr.call(changeArticleState, { articleId, to, reason: '试运行平稳' });
    changeId = (await ruled()).pending?.id ?? '';
    await admin.call(answerStateChange, { changeId, approve: true });
  }
  await head.call(acknowledgeRulebook, { rulebookId, revisionNumber: 1 });
  await test.settle();
  return { rulebookId, articleId, changeId };
}
