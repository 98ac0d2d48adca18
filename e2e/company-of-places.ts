import type { BuiltInRole } from '#kernel/contract/permission.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { assignRole } from '#modules/access/contract/assignments.ts';
import { builtInRoles } from '#modules/access/contract/built-in-roles.ts';
import { decidePackage, giveFromPackage, proposePackage, uploadMinutes } from '#modules/access/contract/packages.ts';
import { createRole } from '#modules/access/contract/roles.ts';
import { listMySessions } from '#modules/access/contract/sessions.ts';
import type { Scope } from '#modules/access/contract/shapes.ts';
import { aPasskey, giveRole } from '#modules/access/testing.ts';
import { printRequest } from '#modules/approvals/contract/archive.ts';
import { addIntegration } from '#modules/approvals/contract/call-operations.ts';
import { setDeputy } from '#modules/approvals/contract/deputies.ts';
import { createApproverGroup } from '#modules/approvals/contract/group-operations.ts';
import { setAuthorityLimit } from '#modules/approvals/contract/limit-operations.ts';
import { saveDraft } from '#modules/approvals/contract/list-operations.ts';
import { comment, listToDo, transfer } from '#modules/approvals/contract/operations.ts';
import { createTemplate } from '#modules/approvals/contract/template-operations.ts';
import { addBot, proposeApplication } from '#modules/bots/contract/operations.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { previewImport } from '#modules/directory/contract/import.ts';
import { changePerson, readPerson } from '#modules/directory/contract/people.ts';
import { createReorganisation } from '#modules/directory/contract/reorganisations.ts';
import { aCompany, aPerson, aPost } from '#modules/directory/testing.ts';
import { uploadFile } from '#modules/files/contract/operations.ts';
import { composition } from '#modules/index.ts';
import { requestLeave } from '#modules/leave/contract/operations.ts';
import { scheduleMessage } from '#modules/messaging/contract/scheduled.ts';
import { aGroup, say } from '#modules/messaging/testing.ts';
import { listNotices } from '#modules/notifications/contract/operations.ts';
import { startCertification } from '#modules/staffing/contract/clean-up.ts';
import { aRulebook } from './two-employers.ts';

/** Where an object lies, seen from whoever asks: all who ask belong to the same department. */
export const places = ['own', 'colleague', 'subordinate', 'otherDepartment', 'otherSubsidiary'] as const;
export type Place = (typeof places)[number];

export type Role = BuiltInRole | 'employee';
export const roles = Object.keys(builtInRoles) as Role[];

/** Objects by the name of the field that names them, and what stands in whatever is private of them. */
export interface Things {
  readonly ids: Readonly<Record<string, string>>;
  /** The task that waits for the person. */
  readonly task: { readonly requestId: string; readonly slotId: string };
  /** A process template of the place's department. */
  readonly template: string;
  readonly mark: string;
}

export interface CompanyOfPlaces {
  readonly test: TestProgram;
  /** Who asks: one person for each built-in role, all of one department. */
  readonly callers: Readonly<Record<Role, TestClient>>;
  /** Of another department, and of nobody's interest: whom things are sent or given to. */
  readonly companion: TestClient;
  /** The things of a place, as that role's caller sees it. */
  thingsAt(place: Place, role: Role): Things;
  /** From here on every command is refused at the last moment, when all of it was decided and written: `wouldBeDone`. */
  readonly refuseToCommit: () => Promise<void>;
}

/** The failure that a command meets which would have been done. */
export const wouldBeDone = 'kernel.databaseAway';

const marks = [...'梅兰竹菊松柏桂荷桃杏梨枫榆槐'];

/** Starts the program with a group of two employers, in which everybody who plays a part has one of each thing. */
export async function companyOfPlaces(): Promise<CompanyOfPlaces> {
  const test = await startTestProgram(composition);
  // What is asked here is who may what, thousands of times a minute.
  test.program.kernel.rateLimiter.take = () => 0;
  const first = await aCompany(test, { departments: ['前厅部', '前厅部/礼宾组', '财务部', '综合部'] });
  const second = await aCompany(test, { name: '云澜旅行社', parentId: first.employerId, departments: ['计调部'] });
  const join = async (name: string, company: typeof first, department: string) =>
    test.as(await aPerson(test, company, { name, department }));
  const companion = await join('温如言', first, '综合部');
  const headOfOthers = await join('严守正', first, '综合部');
  const callers = {} as Record<Role, TestClient>;
  for (const role of roles) {
    callers[role] = await join(`周${role.slice(0, 12)}`, first, '前厅部');
    if (role === 'employee' || role === 'departmentHead') continue;
    // The department administrator's reach is the departments that the grant lists.
    const scope: Scope =
      role === 'departmentAdministrator'
        ? { kind: 'departments', departmentIds: [first.departments.前厅部 ?? ''] }
        : { kind: 'role' };
    await giveRole(test, callers[role].personId, role, scope);
  }
  const elsewhere = {
    colleague: await join('李同事', first, '前厅部'),
    subordinate: await join('赵下属', first, '礼宾组'),
    otherDepartment: await join('钱别部', first, '财务部'),
    otherSubsidiary: await join('孙他司', second, '计调部'),
  };
  const departmentOf = {
    own: first.departments.前厅部 ?? '',
    colleague: first.departments.前厅部 ?? '',
    subordinate: first.departments.礼宾组 ?? '',
    otherDepartment: first.departments.财务部 ?? '',
    otherSubsidiary: second.departments.计调部 ?? '',
  };
  const headed: [string, TestClient][] = [
    [departmentOf.own, callers.departmentHead],
    [departmentOf.subordinate, await join('吴组长', first, '礼宾组')],
    [departmentOf.otherDepartment, await join('郑部长', first, '财务部')],
    [departmentOf.otherSubsidiary, await join('王部长', second, '计调部')],
    [first.departments.综合部 ?? '', headOfOthers],
    [first.rootId, await join('冯总', first, first.rootId)],
  ];
  for (const [departmentId, { personId }] of headed) {
    const { revision } = await test.system(readDepartment, { departmentId });
    await test.system(changeDepartment, { departmentId, revision, change: { headIds: [personId] } });
  }
  const posts = [await aPost(test, first, '领班'), await aPost(test, second, '导游')] as const;

  const hrElsewhere = await join('何人事', second, '计调部');
  await giveRole(test, hrElsewhere.personId, 'hr');
  const admin = callers.administrator;
  const { integrationId } = await admin.call(addIntegration, { name: 'ERP', url: 'https://erp.example.com/in' });
  const { applicationId } = await admin.call(proposeApplication, {
    name: '报表',
    purpose: '月报',
    ranges: [],
    revision: 0,
  });
  async function ofEmployer({ employerId }: typeof first, hr: TestClient) {
    const inCharge = {
      employerId,
      kind: null,
      holderKind: 'person',
      holder: companion.personId,
      most: 100,
      period: 'single',
    } as const;
    const bytes = new TextEncoder().encode('姓名,帐号,部门\r\n新人,xinren,云澜酒店集团');
    return {
      ...(await aRulebook(test, { employerId, hr, admin, head: hr })),
      ...(await admin.call(setAuthorityLimit, inCharge)),
      ...(await admin.call(createApproverGroup, { employerId, name: '评审组', memberIds: [companion.personId] })),
      ...(await hr.call(createReorganisation, { name: '春季调整', employerId })),
      ...(await hr.call(startCertification, { employerId, dueOn: '2026-03-31' })),
      importId: (await hr.call(previewImport, { employerId }, { file: { name: 'people.csv', bytes } })).importId,
      integrationId,
      applicationId,
    };
  }
  const ofFirst = await ofEmployer(first, callers.hr);
  const ofSecond = await ofEmployer(second, hrElsewhere);

  const templates = {} as Record<Place, string>;
  for (const place of places) {
    const made = {
      title: { zh: `用车${place}` },
      ownerDepartmentId: departmentOf[place],
      from: { kind: 'blank' },
    } as const;
    templates[place] = (await callers.administrator.call(createTemplate, made)).kind;
  }

  const packages = {} as Record<Place, { packageId: string; minutesId: string; grantId: string }>;
  for (const place of places) {
    if (place === 'colleague') packages.colleague = packages.own;
    else packages[place] = await aPackage(place);
  }

  async function aPackage(place: Place) {
    const bytes = new TextEncoder().encode('%PDF-1.7');
    const { minutesId } = await admin.call(uploadMinutes, {}, { file: { name: '纪要.pdf', bytes } });
    const permission = 'approvals.expedite';
    const { packageId } = await admin.call(proposePackage, {
      departmentId: departmentOf[place],
      permissions: [{ permission, reach: 'departmentTree' }],
      resolution: { number: '总办 3 号', day: '2026-02-27', attendeeIds: [admin.personId, companion.personId] },
      minutesId,
    });
    await callers.president.call(decidePackage, { packageId, agree: true });
    const [, head] = headed.find(([departmentId]) => departmentId === departmentOf[place]) ?? [];
    const { personId } = place === 'own' ? elsewhere.colleague : elsewhere[place as keyof typeof elsewhere];
    const given = await head?.call(giveFromPackage, { packageId, permission, personId });
    return { packageId, minutesId, grantId: given?.grantId ?? '' };
  }

  let day = Temporal.PlainDate.from('2026-06-28');
  const nextWorkday = () => {
    do day = day.add({ days: 1 });
    while (day.dayOfWeek > 5);
    return day.toString();
  };
  const leaveAt = (on: string, reason: string) => ({
    kind: 'sick',
    from: { date: on, half: 'morning' as const },
    to: { date: on, half: 'afternoon' as const },
    reason,
  });

  async function thingsOf(who: TestClient, place: Place, index: number): Promise<Things> {
    const mark = `${marks[index % marks.length]}影${index}疏`;
    const { personId } = who;
    const employerId = place === 'otherSubsidiary' ? second.employerId : first.employerId;
    const { requestId } = await who.call(requestLeave, leaveAt(nextWorkday(), `就诊${mark}`));
    await who.call(comment, { requestId, text: `请勿外传${mark}` });
    const given = await companion.call(requestLeave, leaveAt(nextWorkday(), `复诊${mark}`));
    const slotId = (await headOfOthers.call(listToDo, { limit: 200 })).rows.find(
      (row) => row.requestId === given.requestId,
    )?.slotId;
    if (!slotId) throw new Error('nobody decides the leave');
    await headOfOthers.call(transfer, { requestId: given.requestId, slotId, to: personId });
    const conversationId = await aGroup(who, [companion], `家事${mark}`);
    const { messageId } = await say(who, conversationId, `私下说${mark}`);
    const bytes = new TextEncoder().encode(mark);
    const { fileId } = await who.call(uploadFile, {}, { file: { name: `${mark}.txt`, bytes } });
    const scheduledId = crypto.randomUUID();
    await who.call(
      scheduleMessage,
      { conversationId, clientId: scheduledId, said: { text: `回头说${mark}` }, at: '2026-12-01T01:00:00Z' },
      { commandId: scheduledId },
    );
    const { ruleId } = await who.call(setDeputy, {
      deputyId: companion.personId,
      kinds: null,
      from: '2026-09-01',
      until: '2026-09-02',
    });
    const { passkeyId } = await aPasskey(who);
    const draftId = crypto.randomUUID();
    await who.call(saveDraft, { draftId, revision: 0, kind: 'leave.leave', form: { reason: `想休息${mark}` } });
    const { botId } = await who.call(addBot, { conversationId, name: '小助手', ranges: [], signed: false });
    const { revision } = await test.system(readPerson, { personId });
    const planned = await test.system(changePerson, {
      personId,
      revision,
      on: '2026-06-01',
      change: { jobTitle: '主管', address: `长宁路${mark}` },
    });
    const { roleId } = await test.system(createRole, {
      name: { zh: `值班${index}`, en: `Duty ${index}` },
      permissions: [],
    });
    const { assignmentId } = await test.system(assignRole, {
      roleId,
      to: { kind: 'person', personId },
      scope: { kind: 'role' },
    });
    const { jobId } = (await who.call(printRequest, { requestId })) as unknown as { jobId: string };
    // Whoever proposes can't propose it for himself.
    const to = { kind: 'person', personId } as const;
    const proposed =
      who === admin
        ? null
        : await admin.call(assignRole, {
            roleId: builtInRoles.securityOwner,
            to,
            scope: { kind: 'company' },
            reason: '轮岗',
          });
    const proposalId = proposed?.proposalId ?? '';
    const { rows: sessions } = await who.call(listMySessions, {});
    return {
      mark,
      template: templates[place],
      task: { requestId: given.requestId, slotId },
      ids: {
        ...(place === 'otherSubsidiary' ? ofSecond : ofFirst),
        ...packages[place],
        administratorId: admin.personId,
        jobId,
        proposalId,
        requestId,
        conversationId,
        messageId,
        fileId,
        scheduledId,
        ruleId,
        draftId,
        botId,
        passkeyId,
        plannedChangeId: planned.plannedChangeId ?? '',
        roleId,
        assignmentId,
        sessionId: sessions[0]?.id ?? '',
        personId,
        departmentId: departmentOf[place],
        employerId,
        postId: place === 'otherSubsidiary' ? posts[1] : posts[0],
      },
    };
  }

  const things = new Map<string, Things>();
  let index = 0;
  for (const role of roles) things.set(`own ${role}`, await thingsOf(callers[role], 'own', index++));
  for (const place of places) if (place !== 'own') things.set(place, await thingsOf(elsewhere[place], place, index++));
  await test.settle();
  for (const [key, at] of things) {
    const role = roles.find((one) => key === `own ${one}`);
    const who = role ? callers[role] : elsewhere[key as keyof typeof elsewhere];
    const noticeId = (await who.call(listNotices, {})).rows[0]?.noticeId ?? '';
    // Nobody can propose a role for the one who proposes them all.
    const proposalId = at.ids.proposalId || (things.get('colleague')?.ids.proposalId ?? '');
    things.set(key, { ...at, ids: { ...at.ids, noticeId, proposalId } });
  }
  return {
    test,
    callers,
    companion,
    thingsAt: (place, role) => {
      const found = things.get(place === 'own' ? `own ${role}` : place);
      if (!found) throw new Error(`nothing is made at ${place}`);
      return found;
    },
    refuseToCommit: async () => {
      await test.sql(`create function kernel.refuse_to_commit() returns trigger language plpgsql as $$
        begin raise exception 'all of it was decided' using errcode = '57P98'; end $$`);
      await test.sql(`create trigger refuse_to_commit before insert on kernel.audit for each row
        when (new.outcome = 'done' and new.via <> 'job') execute function kernel.refuse_to_commit()`);
    },
  };
}
