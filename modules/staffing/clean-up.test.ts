import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { assignRole } from '#modules/access/contract/assignments.ts';
import { builtInRoles } from '#modules/access/contract/built-in-roles.ts';
import { giveRole } from '#modules/access/testing.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { listEndingSoon } from '#modules/directory/contract/ending-soon.ts';
import { changePerson, createPerson, readPerson } from '#modules/directory/contract/people.ts';
import { aCompany, aPerson, aPost, directoryCacheRules, type TestCompany } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';
import { listNotices } from '#modules/notifications/contract/operations.ts';
import * as cleanUp from './contract/clean-up.ts';
import { askPhoneCode, verifyPhone } from './contract/phone-operations.ts';
import { staffingCache } from './web/cache.ts';

let test: TestProgram;
let company: TestCompany;
let hr: TestClient;
let head: TestClient;
let mei: TestClient;
const ids: Record<string, string> = {};

beforeAll(async () => {
  test = await startTestProgram(composition);
  company = await aCompany(test);
  ids.head = await aPerson(test, company, { name: '王强', department: '平台组' });
  ids.hr = await aPerson(test, company, { name: '何人事', department: '人力资源部' });
  ids.mei = await aPerson(test, company, { name: '李梅', department: '平台组', phone: '13800000001' });
  const departmentId = company.departments.平台组 ?? '';
  const { revision } = await test.system(readDepartment, { departmentId });
  await test.system(changeDepartment, { departmentId, revision, change: { headIds: [ids.head] } });
  await giveRole(test, ids.hr, 'hr');
  [hr, head, mei] = [await test.as(ids.hr), await test.as(ids.head), await test.as(ids.mei)];
});
afterAll(() => test.stop());

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error) => error.code as string,
  );
const told = async (who: TestClient, kind: string) =>
  (await who.call(listNotices, {})).rows.filter((row) => row.kind === kind).map((row) => row.title);

describe('clean-up', () => {
  it('finds the same phone twice, and forgets what was said to be different people', async () => {
    const twin = await aPerson(test, company, { name: '李梅', department: '财务部', phone: '+86 138-0000-0001' });
    const cousin = await aPerson(test, company, { name: '赵甲', phone: '13800000002' });
    const other = await aPerson(test, company, { name: '赵乙', phone: '13800000002' });
    const { rows } = await hr.call(cleanUp.listDuplicates, {});
    expect(rows.map((row) => [row.why, row.people.map((one) => one.id).sort()])).toEqual([
      ['sameNameAndPhone', [ids.mei, twin].sort()],
      ['samePhone', [cousin, other].sort()],
    ]);
    await verifyPush(test, hr, staffingCache, [[cleanUp.listDuplicates, {}]], () =>
      hr.call(cleanUp.dismissDuplicate, { personIds: [cousin, other] }),
    );
    expect((await hr.call(cleanUp.listDuplicates, {})).rows).toHaveLength(1);
    expect(await codeOf(mei.call(cleanUp.listDuplicates, {}))).toBe('kernel.notPermitted');
  });

  it('reminds only those who lack something', async () => {
    await verifyPush(test, hr, staffingCache, [[cleanUp.listDuplicates, {}]], async () => {
      expect(await hr.call(cleanUp.remindProfiles, { personIds: [ids.mei ?? ''] })).toEqual({ told: 1 });
    });
    await test.settle();
    expect(await told(mei, 'staffing.completeProfile')).toHaveLength(1);
  });

  it('lists probations and contracts that end soon, and tells HR of each once', async () => {
    const soon = await aPerson(test, company, { name: '试用人', staffType: 'probation', probationEnd: '2026-03-10' });
    await aPerson(test, company, { name: '还早', staffType: 'probation', probationEnd: '2026-06-10' });
    await aPerson(test, company, { name: '合同人', contractEnd: '2026-03-20' });
    expect((await hr.call(listEndingSoon, { what: 'probation' })).rows.map((row) => row.person.name)).toEqual([
      '试用人',
    ]);
    expect((await hr.call(listEndingSoon, { what: 'contract' })).rows.map((row) => row.person.name)).toEqual([
      '合同人',
    ]);
    await test.advance({ days: 3 });
    expect(await told(hr, 'staffing.endingSoon')).toHaveLength(2);
    const { revision } = await hr.call(readPerson, { personId: soon });
    await verifyPush(test, hr, directoryCacheRules, [[listEndingSoon, { what: 'probation' }]], () =>
      hr.call(changePerson, { personId: soon, revision, change: { staffType: 'regular' } }),
    );
    expect((await hr.call(listEndingSoon, { what: 'probation' })).rows).toEqual([]);
  });
});

describe('what a kind of employment may have', () => {
  it('is refused wherever it would be given', async () => {
    const intern = await aPerson(test, company, { name: '实习生', department: '平台组', staffType: 'intern' });
    const mayNot = 'staffing.staffTypeMayNot';
    const departmentId = company.departments.财务部 ?? '';
    const department = await hr.call(readDepartment, { departmentId });
    const { revision } = department;
    expect(await codeOf(test.system(changeDepartment, { departmentId, revision, change: { headIds: [intern] } }))).toBe(
      mayNot,
    );
    const mine = await hr.call(readPerson, { personId: ids.mei ?? '' });
    expect(
      await codeOf(
        hr.call(changePerson, { personId: mine.id, revision: mine.revision, change: { supervisorId: intern } }),
      ),
    ).toBe(mayNot);
    const to = { kind: 'person', personId: intern } as const;
    expect(await codeOf(test.system(assignRole, { roleId: builtInRoles.generalOffice, to }))).toBe(mayNot);
    const boss = await hr.call(readPerson, { personId: ids.head ?? '' });
    expect(
      await codeOf(
        hr.call(changePerson, { personId: boss.id, revision: boss.revision, change: { staffType: 'outsourced' } }),
      ),
    ).toBe(mayNot);
    // A post is theirs by the setting as it comes.
    const postId = await aPost(test, company, '前台');
    const place = company.departments.平台组 ?? '';
    const made = await codeOf(
      hr.call(createPerson, {
        employerId: company.employerId,
        account: 'intern2',
        name: '实习二',
        staffType: 'intern',
        departments: [{ departmentId: place, main: true }],
        posts: [{ postId, departmentId: place }],
      }),
    );
    expect(made).toBe('done');
  });
});

describe('the proof of a phone', () => {
  const code = async (personId: string) => {
    // What the text message says is sealed; the test opens it as the outbox does.
    const [row] = await test.sql<{
      delivery_id: string;
      key_id: string;
      cipher: string;
      nonce: Buffer;
      ciphertext: Buffer;
    }>(
      `select k.* from notifications.phone_code k join notifications.delivery d on d.id = k.delivery_id
       where d.person_id = $1 order by d.id desc limit 1`,
      [personId],
    );
    if (!row) return expect.fail('no code was sent');
    const { key_id: keyId, cipher, nonce, ciphertext } = row;
    const plain = await test.program.kernel.secrets.open({ keyId, cipher, nonce, ciphertext }, row.delivery_id);
    return plain?.toString() ?? '';
  };

  it('needs the code that came by text message, soon and not by guessing', async () => {
    expect(await codeOf(mei.call(askPhoneCode, {}))).toBe('notifications.channelOff');
    await test.sql(`update notifications.channel set active = true where channel = 'sms'`);
    await test.sql(`insert into notifications.channel (channel, active, options, revision, changed_at) values ('sms', true, '{}', 1, '2026-03-02')
      on conflict (channel) do nothing`);
    expect(await codeOf(head.call(askPhoneCode, {}))).toBe('staffing.noPhone');
    await verifyPush(test, mei, directoryCacheRules, [[readPerson, { personId: mei.personId }]], async () => {
      expect(await mei.call(askPhoneCode, {})).toEqual({ to: '138****0001' });
    });
    expect(await codeOf(mei.call(askPhoneCode, {}))).toBe('staffing.codeTooSoon');
    const right = await code(mei.personId);
    const wrong = right === '000000' ? '000001' : '000000';
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await codeOf(mei.call(verifyPhone, { code: wrong }))).toBe('staffing.codeWrong');
    }
    expect(await codeOf(mei.call(verifyPhone, { code: right }))).toBe('staffing.codeOver');
    await test.advance({ minutes: 2 });
    await mei.call(askPhoneCode, {});
    await test.advance({ minutes: 11 });
    expect(await codeOf(mei.call(verifyPhone, { code: await code(mei.personId) }))).toBe('staffing.codeOver');
    await mei.call(askPhoneCode, {});
    const good = await code(mei.personId);
    await verifyPush(test, mei, directoryCacheRules, [[readPerson, { personId: mei.personId }]], () =>
      mei.call(verifyPhone, { code: good }),
    );
    const { record, revision } = await mei.call(readPerson, { personId: mei.personId });
    expect(record?.phoneVerifiedAt).not.toBeNull();
    await hr.call(changePerson, { personId: mei.personId, revision, change: { phone: '13900000009' } });
    expect((await mei.call(readPerson, { personId: mei.personId })).record?.phoneVerifiedAt).toBeNull();
  });
});

describe('certifying the list of users', () => {
  it('is frozen, confirmed by department, its differences acted on, and kept', async () => {
    const dueOn = test.program.kernel.clock.now().toZonedDateTimeISO('Asia/Shanghai').toPlainDate().add({ days: 7 });
    const begin = () =>
      hr.call(cleanUp.startCertification, { employerId: company.employerId, dueOn: dueOn.toString() });
    const past = { employerId: company.employerId, dueOn: '2026-01-01' };
    expect(await codeOf(hr.call(cleanUp.startCertification, past))).toBe('directory.dayInThePast');
    expect(await codeOf(mei.call(cleanUp.startCertification, past))).toBe('kernel.notPermitted');
    let certificationId = '';
    await verifyPush(test, hr, staffingCache, [[cleanUp.listCertifications, {}]], async () => {
      ({ certificationId } = await begin());
    });
    expect(await codeOf(begin())).toBe('staffing.certificationOpen');
    await test.settle();
    expect(await told(head, 'staffing.certify')).toHaveLength(1);
    expect(await codeOf(mei.call(cleanUp.readCertification, { certificationId }))).toBe('kernel.notFound');

    // A head sees and answers for the own department only.
    const mine = (await head.call(cleanUp.listCertified, { certificationId })).rows;
    expect(new Set(mine.map((row) => row.department))).toEqual(new Set(['平台组']));
    const outsider = (await hr.call(cleanUp.listCertified, { certificationId, limit: 200 })).rows.find(
      (row) => row.department === '人力资源部',
    );
    const say = (who: TestClient, personId: string, answer: 'gone' | 'wrong' | 'right' = 'gone') =>
      codeOf(who.call(cleanUp.answerCertified, { certificationId, personId, answer, note: '已调走' }));
    expect(await say(head, outsider?.person.id ?? '')).toBe('kernel.notFound');
    await verifyPush(
      test,
      head,
      staffingCache,
      [
        [cleanUp.listCertified, { certificationId }],
        [cleanUp.readCertification, { certificationId }],
      ],
      () => say(head, ids.mei ?? ''),
    );
    const platform = company.departments.平台组 ?? '';
    const shown = [[cleanUp.readCertification, { certificationId }]] as const;
    await verifyPush(test, hr, staffingCache, [...shown], () =>
      head.call(cleanUp.confirmDepartment, { certificationId, departmentId: platform }),
    );
    expect(await codeOf(hr.call(cleanUp.closeCertification, { certificationId }))).toBe(
      'staffing.certificationIncomplete',
    );
    // On the day it is due whoever began it is told what is open.
    await test.advance({ days: 8 });
    expect(await told(hr, 'staffing.certifyOpen')).toHaveLength(1);
    for (const row of (await hr.call(cleanUp.readCertification, { certificationId })).rows) {
      if (row.confirmedAt === null) {
        await hr.call(cleanUp.confirmDepartment, { certificationId, departmentId: row.departmentId });
      }
    }
    await verifyPush(test, hr, staffingCache, [...shown], () =>
      hr.call(cleanUp.settleDifference, { certificationId, personId: ids.mei ?? '', note: '查实仍在职' }),
    );
    await verifyPush(test, hr, staffingCache, [...shown], () =>
      hr.call(cleanUp.closeCertification, { certificationId }),
    );
    expect(await say(head, ids.mei ?? '')).toBe('staffing.certificationClosed');
    const { rows } = await hr.call(cleanUp.listCertifications, {});
    expect(rows[0]).toMatchObject({ state: 'closed', differences: 1, settled: 1 });
    // What was frozen can't be changed by the program.
    const may = await test.sql(
      `select has_column_privilege('guiju_app', 'staffing.certified_person', 'name', 'update') as name,
        has_table_privilege('guiju_app', 'staffing.certified_person', 'delete') as gone`,
    );
    expect(may).toEqual([{ name: false, gone: false }]);
    await test.advance({ days: 190 });
    expect(await told(hr, 'staffing.certifyDue')).toHaveLength(1);
  });
});
