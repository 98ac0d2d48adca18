import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { giveRole } from '#modules/access/testing.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { aCompany, aPerson, type TestCompany } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';
import { listNotices } from '#modules/notifications/contract/operations.ts';
import {
  acceptAnswer,
  answerComplaint,
  complain,
  listComplaints,
  objectToAnswer,
  readComplaint,
} from './contract/complaints.ts';
import { privacyCache } from './web/cache.ts';

const names = ['mei', 'hrHead', 'recruiter', 'office', 'officeBoss', 'groupHr', 'stranger', 'lonely'] as const;
type Name = (typeof names)[number];

let test: TestProgram;
let company: TestCompany;
let alone: TestCompany;
const ids = {} as Record<Name, string>;
const as = {} as Record<Name, TestClient>;

const headOf = async (departmentId: string, headIds: string[]) => {
  const { revision } = await test.system(readDepartment, { departmentId });
  await test.system(changeDepartment, { departmentId, revision, change: { headIds } });
};
const departmentId = (name: string) => company.departments[name] ?? '';

beforeAll(async () => {
  test = await startTestProgram(composition, { startAt: '2026-03-02T09:00:00+08:00' });
  const group = await aCompany(test, { name: '集团', departments: ['集团人力部'] });
  company = await aCompany(test, {
    name: '酒店',
    parentId: group.employerId,
    departments: ['人力资源部', '人力资源部/招聘组', '综合办公室', '前厅部'],
  });
  alone = await aCompany(test, { name: '没有人事的公司', departments: [] });
  const at: Record<Name, [TestCompany, string?]> = {
    mei: [company, '前厅部'],
    stranger: [company, '前厅部'],
    hrHead: [company, '人力资源部'],
    recruiter: [company, '招聘组'],
    office: [company, '综合办公室'],
    officeBoss: [company, '综合办公室'],
    groupHr: [group, '集团人力部'],
    lonely: [alone],
  };
  for (const name of names) {
    const [of, department] = at[name];
    ids[name] = await aPerson(test, of, { name, ...(department ? { department } : {}) });
  }
  await headOf(departmentId('人力资源部'), [ids.hrHead]);
  await headOf(departmentId('综合办公室'), [ids.officeBoss]);
  for (const name of ['hrHead', 'recruiter', 'groupHr'] as const) await giveRole(test, ids[name], 'hr');
  await giveRole(test, ids.office, 'generalOffice');
  for (const name of names) as[name] = await test.as(ids[name]);
  await test.settle();
});
afterAll(() => test?.stop());

const text = '通讯录里能看到我的私人手机号';
const made = async (about: Parameters<typeof complainAs>[1]) => await complainAs(as.mei, about);
async function complainAs(
  who: TestClient,
  about:
    | { kind: 'nobody' }
    | { kind: 'person'; personId: string }
    | { kind: 'department'; departmentId: string }
    | { kind: 'function'; role: 'hr' },
): Promise<string> {
  const { complaintId } = await who.call(complain, { about, text });
  await test.settle();
  return complaintId;
}
const answer = (who: TestClient, complaintId: string, outcome: 'upheld' | 'dismissed' = 'upheld') =>
  who.call(answerComplaint, { complaintId, outcome, reason: '手机号已隐藏' });
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (problem: { code: string }) => problem.code,
  );
/** Who may answer the complaint; it stands in their lists. */
async function decidersOf(complaintId: string): Promise<Name[]> {
  const found: Name[] = [];
  for (const name of names) {
    const seen = await as[name].call(readComplaint, { complaintId }).then(
      ({ may }) => may.includes('answer'),
      () => false,
    );
    const list = await as[name].call(listComplaints, { whose: 'toDecide', limit: 200 }).then(
      ({ rows }) => rows.some((row) => row.complaintId === complaintId),
      () => false,
    );
    if (!seen) continue;
    expect(list).toBe(true);
    found.push(name);
  }
  return found;
}
const told = async (name: Name, code: string, complaintId: string) =>
  (await as[name].call(listNotices, { limit: 200 })).rows.filter(
    (row) => row.kind === code && row.link === `/me/complaints/${complaintId}`,
  ).length;

describe('a privacy complaint', () => {
  it('is answered, objected to once, answered by somebody else and closed, live at every step', async () => {
    let complaintId = '';
    const lists = [[listComplaints, { whose: 'mine' }]] as const;
    await verifyPush(test, as.mei, privacyCache, [...lists], async () => {
      ({ complaintId } = await as.mei.call(complain, { about: { kind: 'nobody' }, text }));
    });
    const watched = [...lists, [readComplaint, { complaintId }]] as const;
    expect(await decidersOf(complaintId)).toEqual(['hrHead', 'recruiter', 'office']);
    expect(await told('office', 'privacy.complaintCame', complaintId)).toBe(1);
    expect(await codeOf(as.mei.call(acceptAnswer, { complaintId }))).toBe('privacy.complaintMovedOn');
    await verifyPush(test, as.mei, privacyCache, [...watched], () => answer(as.office, complaintId, 'dismissed'));
    expect(await told('mei', 'privacy.complaintAnswered', complaintId)).toBe(1);
    expect(await as.mei.call(readComplaint, { complaintId })).toMatchObject({
      state: 'answered',
      text,
      answers: [{ round: 1, outcome: 'dismissed', by: { name: 'office' } }],
      may: ['accept', 'object'],
    });
    await verifyPush(test, as.office, privacyCache, [[readComplaint, { complaintId }]], () =>
      as.mei.call(objectToAnswer, { complaintId, reason: '现在还看得到' }),
    );
    expect(await decidersOf(complaintId)).not.toContain('office');
    expect(await codeOf(answer(as.office, complaintId))).toBe('privacy.complaintMovedOn');
    await verifyPush(test, as.mei, privacyCache, [...watched], () => answer(as.hrHead, complaintId));
    expect(await as.mei.call(readComplaint, { complaintId })).toMatchObject({
      state: 'closed',
      outcome: 'upheld',
      objection: { reason: '现在还看得到' },
      may: [],
    });
    expect(await codeOf(as.mei.call(objectToAnswer, { complaintId, reason: '再来' }))).toBe('privacy.complaintMovedOn');
    expect(await codeOf(answer(as.recruiter, complaintId))).toBe('privacy.complaintMovedOn');
  });

  it('about a department isn’t seen there before it is closed, and then without who complained', async () => {
    const complaintId = await made({ kind: 'department', departmentId: departmentId('人力资源部') });
    expect(await decidersOf(complaintId)).toEqual(['office']);
    for (const name of ['hrHead', 'recruiter', 'stranger', 'groupHr'] as const) {
      expect(await codeOf(as[name].call(readComplaint, { complaintId }))).toBe('kernel.notFound');
      expect(await told(name, 'privacy.complaintCame', complaintId)).toBe(0);
    }
    expect(await codeOf(answer(as.hrHead, complaintId))).toBe('kernel.notFound');
    for (const whose of ['aboutUs', 'toDecide'] as const) {
      const { rows } = await as.hrHead.call(listComplaints, { whose });
      expect(rows.map((row) => row.complaintId)).not.toContain(complaintId);
    }
    for (const name of ['hrHead', 'recruiter', 'mei'] as const) {
      const past = test.sql(
        `insert into privacy.answer (complaint_id, round, by_id, outcome, reason, at)
         values ($1, 1, $2, 'dismissed', '没事', '2026-03-02T10:00:00Z')`,
        [complaintId, ids[name]],
      );
      await expect(past).rejects.toMatchObject({ constraint: 'answered_by_independent' });
    }
    await answer(as.office, complaintId);
    expect(await codeOf(as.hrHead.call(readComplaint, { complaintId }))).toBe('kernel.notFound');
    await verifyPush(test, as.hrHead, privacyCache, [[listComplaints, { whose: 'aboutUs' }]], () =>
      as.mei.call(acceptAnswer, { complaintId }),
    );
    expect(await told('hrHead', 'privacy.complaintDecided', complaintId)).toBe(1);
    const shown = await as.hrHead.call(readComplaint, { complaintId });
    expect(shown).toMatchObject({ outcome: 'upheld', text: null, complainant: null, acceptedAt: null, may: [] });
    expect(JSON.stringify(shown)).not.toContain(ids.mei);
    expect(await codeOf(as.recruiter.call(readComplaint, { complaintId }))).toBe('kernel.notFound');
  });

  it('about a person isn’t decided by that person, nor by who works under or above', async () => {
    const boss = await made({ kind: 'person', personId: ids.officeBoss });
    expect(await decidersOf(boss)).toEqual(['hrHead', 'recruiter']);
    const recruiter = await made({ kind: 'person', personId: ids.recruiter });
    expect(await decidersOf(recruiter)).toEqual(['office']);
    expect(await codeOf(as.mei.call(complain, { about: { kind: 'person', personId: ids.mei }, text }))).toBe(
      'privacy.aboutOneself',
    );
    const nowhere = { kind: 'department', departmentId: crypto.randomUUID() } as const;
    expect(await codeOf(as.mei.call(complain, { about: nowhere, text }))).toBe('kernel.notFound');
  });

  it('about a function isn’t decided by who holds it', async () => {
    expect(await decidersOf(await made({ kind: 'function', role: 'hr' }))).toEqual(['office']);
  });

  it('goes to the employer above where everybody is concerned, and says so where nobody is left', async () => {
    const all = await made({ kind: 'department', departmentId: company.rootId });
    expect(await decidersOf(all)).toEqual(['groupHr']);
    expect(await told('groupHr', 'privacy.complaintCame', all)).toBe(1);
    await answer(as.groupHr, all);
    const nobody = await complainAs(as.lonely, { kind: 'nobody' });
    expect(await decidersOf(nobody)).toEqual([]);
    expect(await as.lonely.call(readComplaint, { complaintId: nobody })).toMatchObject({ nobodyDecides: true });
    expect(await codeOf(as.mei.call(listComplaints, { whose: 'toDecide' }))).toBe('kernel.notPermitted');
    const found = await test.as(await aPerson(test, alone, { name: '新人事' }));
    await giveRole(test, found.personId, 'hr');
    await test.advance({ hours: 24 });
    expect(await as.lonely.call(readComplaint, { complaintId: nobody })).toMatchObject({ nobodyDecides: false });
    expect((await found.call(listNotices, {})).rows).toMatchObject([{ link: `/me/complaints/${nobody}` }]);
    await answer(found, nobody);
  });

  it('is answered once where three answer at once', async () => {
    const complaintId = await made({ kind: 'nobody' });
    const both = await Promise.all([as.hrHead, as.office, as.recruiter].map((who) => codeOf(answer(who, complaintId))));
    expect(both.sort()).toEqual(['done', 'privacy.complaintMovedOn', 'privacy.complaintMovedOn']);
    expect((await as.mei.call(readComplaint, { complaintId })).answers).toHaveLength(1);
  });
});
