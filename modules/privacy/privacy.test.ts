import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { changeSetting, exportEvidence, readSettings } from '#kernel/contract/kernel-operations.ts';
import { personal } from '#kernel/contract/personal.ts';
import { retentionPeriods } from '#kernel/contract/retention.ts';
import { verifyFile } from '#kernel/server/chain/verify-file.ts';
import { readSheet } from '#kernel/server/sheets/read-sheet.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { giveRole } from '#modules/access/testing.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { listHrFiles, receiveHrFile, rejectHrFile } from '#modules/directory/contract/hr-file.ts';
import { previewImport, readImport } from '#modules/directory/contract/import.ts';
import { markLeft, readPerson } from '#modules/directory/contract/people.ts';
import { aCompany, aPerson, type TestCompany } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';
import { requestLeave } from '#modules/leave/contract/operations.ts';
import { pinMessage } from '#modules/messaging/contract/content.ts';
import { dissolveGroup } from '#modules/messaging/contract/group-tools.ts';
import { listMessages } from '#modules/messaging/contract/messages.ts';
import { keepGroupUntil, messageMonths } from '#modules/messaging/contract/retention.ts';
import { aGroup, say } from '#modules/messaging/testing.ts';
import { listNotices } from '#modules/notifications/contract/operations.ts';
import { notificationsCacheRules as notificationsCache } from '#modules/notifications/testing.ts';
import {
  exportLeaverData,
  issueLeaverLink,
  listLeaverData,
  listLeaverLinks,
  openLeaverLink,
  readLeaverData,
  readLeaverLink,
  voidLeaverLink,
} from './contract/leaver-access.ts';
import { exportOwnData, listOwnData, readOwnData } from './contract/operations.ts';
import { ownKinds } from './contract/own-kinds.ts';
import { holdData, listErasures, readRetention, releaseData } from './contract/retention.ts';
import { fieldPath } from './domain/field-path.ts';
import { flatRow } from './domain/flat-row.ts';
import { marksOf } from './domain/marks-of.ts';
import { wordlessFields } from './domain/wordless-fields.ts';
import { retainedKinds } from './server/retention/retained-kinds.ts';
import { privacyCache } from './web/cache.ts';

let test: TestProgram;
let mei: TestClient;
let wang: TestClient;
let company: TestCompany;
let group: string;

beforeAll(async () => {
  test = await startTestProgram(composition, { startAt: '2026-03-02T09:00:00+08:00' });
  company = await aCompany(test, { departments: ['前厅部'] });
  mei = await test.as(await aPerson(test, company, { name: '李雪梅', phone: '+8613900000001', department: '前厅部' }));
  wang = await test.as(await aPerson(test, company, { name: '王建国', department: '前厅部' }));
  const departmentId = company.departments.前厅部 ?? '';
  const { revision } = await test.system(readDepartment, { departmentId });
  await test.system(changeDepartment, { departmentId, revision, change: { headIds: [wang.personId] } });
  const half = { date: '2026-03-10', half: 'morning' } as const;
  await mei.call(requestLeave, { kind: 'sick', from: half, to: { ...half, half: 'afternoon' }, reason: '就诊雪莲' });
  group = await aGroup(mei, [wang], '值班群');
  await say(mei, group, '雪莲开了');
  await say(wang, group, '好的冬青');
  await test.settle();
});
afterAll(() => test.stop());

/** Modules that answer marked data, but nothing of it is about the reader as such. */
const withoutKind: Readonly<Record<string, string>> = {
  bulletins: 'texts of the company to all, and who wrote them',
  staffing: 'its requests are approvals’, kind `requests`',
  feedback: 'its suggestions are approvals’, kind `requests`',
  admin: 'names of administrators and of those who supervise them',
  kernel: 'who changed a setting or looked at what; the look itself is evidence of the company',
  workbench: 'gathers what has kinds here',
  integrations: 'the person record in the words of SCIM, kind `person`',
  files: 'who uploaded a file; files go with what they are attached to, which has a kind',
};

describe('what is recorded about oneself', () => {
  it('is named for every module that marks personal data', async () => {
    const named = new Set(ownKinds.map(({ query }) => query.name.split('.')[0]));
    const marking = test.program.contracts.filter(({ name, operations }) =>
      operations.some(({ output }) => name !== 'privacy' && marksOf(output).length > 0),
    );
    expect(marking.map(({ name }) => name).filter((name) => !named.has(name) && !withoutKind[name])).toEqual([]);
    const { kinds, kept, periods } = await mei.call(listOwnData, {});
    expect(kept.map(({ name, period }) => [name, period])).toEqual(
      expect.arrayContaining([
        ['admin.audit', 'audit-3y'],
        ['directory.imports', 'import-30d'],
        ['leave.ledger', 'employment+2y'],
        ['notifications.notices', 'notice-2y'],
      ]),
    );
    expect(periods).toEqual(retentionPeriods.initial);
    expect(kinds.find(({ key }) => key === 'signIns')?.marks).toContainEqual({
      fields: ['at', 'address', 'agent'],
      purpose: 'security',
      basis: 'law',
      retention: 'security-log-6m',
      sensitive: false,
    });
  });

  it('is shown of every kind, and nothing of anybody else’s', async () => {
    const shown = new Map<string, string>();
    for (const { key } of ownKinds) shown.set(key, JSON.stringify(await mei.call(readOwnData, { key })));
    expect(shown.get('person')).toContain('+8613900000001');
    expect(shown.get('requests')).toContain('QJ202603-0001');
    expect(shown.get('messages')).toContain('雪莲开了');
    expect(shown.get('messages')).not.toContain('冬青');
    expect(JSON.stringify(await wang.call(readOwnData, { key: 'requests' }))).not.toContain('QJ202603-0001');
    await expect(mei.call(readOwnData, { key: 'nothing' })).rejects.toMatchObject({ status: 404 });
  });

  it('leaves as a package of JSON and a workbook, and the look is logged', async () => {
    const { bytes } = (await mei.call(exportOwnData, { language: 'zh' })) as unknown as { bytes: Uint8Array };
    const files = unzipSync(bytes);
    expect(Object.keys(files).sort()).toEqual([...ownKinds.map(({ key }) => `${key}.json`), 'my-data.xlsx'].sort());
    const messages = JSON.parse(strFromU8(files['messages.json'] ?? new Uint8Array()));
    expect(messages).toMatchObject({ name: '我发出的消息', complete: true, rows: [{}] });
    // What for and how long is said in words, with the company's periods, as on the screen.
    const sheetOf = (heading: string) => {
      const read = readSheet(files['my-data.xlsx'] ?? new Uint8Array(), 'my-data.xlsx', (all) =>
        all[0]?.cells[0] === heading ? 1 : 0,
      );
      return 'rows' in read ? read.rows.map(({ cells }) => cells) : [];
    };
    const said = sheetOf('类别');
    expect(said.find(([kind]) => kind === '登录记录')?.slice(2)).toEqual(['安全', '法定义务', '', '安全日志，6 个月']);
    expect(sheetOf('内容').map((cells) => cells[1])).toContain('发出后 24 个月');
    expect(said.flat().join()).not.toMatch(/security-log|employment|hr-rules|ordinary/);
    const looks = await test.sql(
      `select from kernel.audit where operation = 'privacy.exportOwnData' and outcome = 'looked' and actor_id = $1`,
      [mei.personId],
    );
    expect(looks).toHaveLength(1);
    await expect(test.visitor().call(exportOwnData, {})).rejects.toMatchObject({ status: 401 });
  });
});

/** Modules that answer marked data, and erase none of it at the end of its retention. */
const withoutErasure: Readonly<Record<string, string>> = {
  attendance: 'its requests are approvals’ archive',
  bots: 'cards are messages, and go with them',
  bulletins: 'texts of the company, kept as the record',
  content: 'erases the pieces of findings itself, by the same period (content.eraseOld)',
  feedback: 'its suggestions are approvals’ archive',
  files: 'go with what they are attached to',
  groups: 'its history is kept as the record',
  integrations: 'erases deliveries itself after 30 days (integrations.forgetDeliveries)',
  kernel: 'who changed a setting, kept as the record; sessions go after half a year (kernel.sweep)',
  staffing: 'its requests are approvals’ archive',
  transfers: 'its register is kept as the record',
  workbench: 'keeps nothing',
};

describe('what is past its retention', () => {
  let hr: TestClient;
  const night = () => test.advance({ days: 1 });
  /** Sign-ins that are half a year old at any time of these tests. */
  const signInsOf = (personId: string, count: number) =>
    test.sql(
      `insert into access.sign_in (id, person_id, at, how, strength, network, address, agent)
       select gen_random_uuid(), $1, '2024-01-01T08:00:00Z', 'password', 'password', '10.0.0.0/24', '10.0.0.7', 'Firefox'
       from generate_series(1, $2)`,
      [personId, count],
    );
  const countOf = async (text: string, values: unknown[] = []) =>
    Number((await test.sql<{ n: string }>(text, values))[0]?.n);
  const signInsLeft = (personId: string) =>
    countOf('select count(*) as n from access.sign_in where person_id = $1', [personId]);
  const erasedOf = async (kind: string) =>
    (await hr.call(listErasures, {})).rows.filter((row) => row.kind === kind).reduce((sum, row) => sum + row.count, 0);
  const kindOf = async (name: string) => (await hr.call(readRetention, {})).kinds.find((kind) => kind.name === name);
  const leave = async (name: string, lastDay: string) => {
    const personId = await aPerson(test, company, {
      ...{ name, phone: '+8613900000009', email: 'zhao@example.com', address: '洱海路 1 号', staffNumber: `G-${name}` },
      ...{ jobTitle: '前台', department: '前厅部' },
    });
    await test.system(markLeft, { personId, revision: 1, lastDay });
    return personId;
  };
  /** So many days from today. */
  const localDay = (days: number) =>
    test.program.kernel.clock.now().toZonedDateTimeISO('Asia/Shanghai').toPlainDate().add({ days }).toString();
  const rowOf = async (personId: string) =>
    (await test.sql('select * from directory.person where id = $1', [personId]))[0] ?? {};

  beforeAll(async () => {
    const personId = await aPerson(test, company, { name: '何人事', department: '前厅部' });
    await giveRole(test, personId, 'hr');
    hr = await test.as(personId);
  });
  /** Sessions end meanwhile. */
  const later = async (duration: Temporal.DurationLike) => {
    await test.advance(duration);
    hr = await test.as(hr.personId);
    mei = await test.as(mei.personId);
    wang = await test.as(wang.personId);
  };

  it('is declared by every module that marks personal data', () => {
    const declares = new Set(retainedKinds(test.program.contracts).map(({ name }) => name.split('.')[0]));
    const marking = test.program.contracts.filter(({ operations }) =>
      operations.some(({ output }) => marksOf(output).length > 0),
    );
    expect(marking.map(({ name }) => name).filter((name) => declares.has(name) === name in withoutErasure)).toEqual([]);
  });

  it('goes in the night, with a record that says how much and never what; supervisors see it live', async () => {
    const zhao = await leave('赵离职', '2026-03-01');
    await signInsOf(mei.personId, 3);
    expect(await kindOf('access.signIns')).toMatchObject({ due: 3, held: 0, lastErasedAt: null });
    expect(await kindOf('directory.contacts')).toMatchObject({ due: 0 });
    const watched = [
      [readRetention, {}],
      [listErasures, {}],
    ] as const;
    await verifyPush(test, hr, privacyCache, [...watched], night);
    expect(await signInsLeft(mei.personId)).toBe(0);
    expect((await hr.call(listErasures, {})).rows).toMatchObject([
      { day: '2026-03-03', kind: 'access.signIns', count: 3, destruction: null, employer: { id: company.employerId } },
    ]);
    // While the leaving is settled, HR still reaches the leaver.
    expect(await rowOf(zhao)).toMatchObject({ phone: '+8613900000009' });
    await later({ days: 32 });
    expect(await rowOf(zhao)).toMatchObject({
      ...{ phone: null, email: null, address: null, staff_number: 'G-赵离职', job_title: '前台' },
    });
    expect(String((await rowOf(zhao)).search)).not.toContain('zhao@example.com');
    expect(await hr.call(readPerson, { personId: zhao })).toMatchObject({ name: '赵离职', phone: null });
    await expect(mei.call(readRetention, {})).rejects.toMatchObject({ status: 403 });
    await expect(mei.call(listErasures, {})).rejects.toMatchObject({ status: 403 });
    const acts = JSON.stringify([
      await test.sql('select * from privacy.erasure'),
      await test.sql(`select facts from kernel.event where name = 'privacy.dataErased'`),
    ]);
    for (const told of ['赵离职', '13900000009', zhao, mei.personId]) expect(acts).not.toContain(told);
  });

  it('has periods that the company sets, never below what law asks, and an employer’s HR only sees', async () => {
    const admin = await test.as(await aPerson(test, company, { name: '系统管理员' }));
    await giveRole(test, admin.personId, 'administrator');
    const { name, initial } = retentionPeriods;
    const set = (who: TestClient, value: object) => who.call(changeSetting, { name, value });
    expect((await hr.call(readSettings, { names: [name] })).values).toMatchObject([
      { value: initial, mayChange: false },
    ]);
    expect((await admin.call(readSettings, { names: [name] })).values).toMatchObject([{ mayChange: true }]);
    for (const below of [{ securityLogMonths: 5 }, { afterLeavingMonths: 23 }, { afterCaseMonths: 11 }])
      await expect(set(admin, { ...initial, ...below })).rejects.toMatchObject({ status: 400 });
    await expect(set(hr, initial)).rejects.toMatchObject({ status: 403 });
    await set(admin, { ...initial, securityLogMonths: 60 });
    await signInsOf(admin.personId, 1);
    expect(await kindOf('access.signIns')).toMatchObject({ due: 0 });
    await set(admin, initial);
    expect(await kindOf('access.signIns')).toMatchObject({ due: 1 });
    await test.sql('delete from access.sign_in where person_id = $1', [admin.personId]);
  });

  it('stays while somebody holds it, and goes when the hold is ended', async () => {
    const qian = await leave('钱被诉', '2026-03-01');
    await test.sql('update directory.person set left_on = $2 where id = $1', [qian, '2026-01-01']);
    let holdId = '';
    await verifyPush(test, hr, privacyCache, [[readRetention, {}]], async () => {
      ({ holdId } = await hr.call(holdData, { personId: qian, reason: '劳动仲裁 2026-77' }));
    });
    await expect(mei.call(holdData, { personId: qian, reason: '我要' })).rejects.toMatchObject({ status: 403 });
    const other = await aCompany(test, { name: '另一家公司' });
    const stranger = await aPerson(test, other, { name: '外人' });
    await expect(hr.call(holdData, { personId: stranger, reason: '越界' })).rejects.toMatchObject({ status: 404 });
    await signInsOf(qian, 2);
    await night();
    expect(await rowOf(qian)).toMatchObject({ phone: '+8613900000009' });
    expect(await signInsLeft(qian)).toBe(2);
    expect(await kindOf('directory.contacts')).toMatchObject({
      ...{ due: 0, held: 1, heldRows: [{ label: '钱被诉', why: { zh: '已被冻结（诉讼、仲裁、调查等）' } }] },
    });
    expect((await hr.call(readRetention, {})).holds).toMatchObject([{ holdId, reason: '劳动仲裁 2026-77' }]);
    await verifyPush(test, hr, privacyCache, [[readRetention, {}]], () =>
      hr.call(releaseData, { holdId, reason: '裁决已生效' }),
    );
    await expect(hr.call(releaseData, { holdId, reason: '再来' })).rejects.toMatchObject({ code: 'privacy.holdOver' });
    await night();
    expect(await rowOf(qian)).toMatchObject({ phone: null });
    expect(await signInsLeft(qian)).toBe(0);
  });

  it('is erased and recorded together where the erasing dies half-way, and goes on afterwards', async () => {
    const before = await erasedOf('access.signIns');
    await signInsOf(wang.personId, 450);
    await test.sql(`create function access.die_half_way() returns trigger language plpgsql as $$ begin
      if (select count(*) from access.sign_in where person_id = old.person_id) < 200 then raise exception 'died half-way'; end if;
      return old; end $$`);
    await test.sql(
      'create trigger die_half_way before delete on access.sign_in for each row execute function access.die_half_way()',
    );
    await night();
    const left = await signInsLeft(wang.personId);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(450);
    expect((await erasedOf('access.signIns')) - before).toBe(450 - left);
    await test.sql('drop trigger die_half_way on access.sign_in');
    await night();
    expect(await signInsLeft(wang.personId)).toBe(0);
    expect((await erasedOf('access.signIns')) - before).toBe(450);
  });

  it('and a hold at the same moment take turns: what is answered as held is there', async () => {
    const people = await Promise.all(['孙一', '孙二', '孙三'].map((name) => leave(name, '2026-03-01')));
    await test.sql('update directory.person set left_on = $2 where id = any($1::uuid[])', [people, '2026-01-01']);
    const [, ...held] = await Promise.all([
      night(),
      ...people.map(async (personId) => {
        await hr.call(holdData, { personId, reason: '调查' });
        return (await rowOf(personId)).phone;
      }),
    ]);
    await night();
    const now = await Promise.all(people.map(async (personId) => (await rowOf(personId)).phone));
    expect(now).toEqual(held);
  });

  it('of a conversation goes when the company has said how long, with its events and files, and the export verifies', async () => {
    const pinned = await say(mei, group, '置顶的茶花');
    await mei.call(pinMessage, { conversationId: group, seq: pinned.seq, pinned: true });
    await later({ months: 13 });
    const bodies = async () =>
      (await wang.call(listMessages, { conversationId: group })).rows.map((row) => row.body !== null);
    expect(await kindOf('messaging.messages')).toMatchObject({ due: 0 });
    expect((await bodies()).every(Boolean)).toBe(true);
    await test.system(changeSetting, { name: messageMonths.name, value: 12 });
    expect(await kindOf('messaging.messages')).toMatchObject({
      ...{ held: 1, heldRows: [{ label: '李雪梅', why: { zh: '公告、置顶或有人存档' } }] },
    });
    await night();
    const shown = (await wang.call(listMessages, { conversationId: group })).rows;
    expect(shown.filter((row) => row.body !== null).map((row) => row.seq)).toEqual([pinned.seq]);
    expect(shown.find((row) => row.seq === pinned.seq - 1)).toMatchObject({ removed: { byId: null } });
    const said = JSON.stringify(await test.sql(`select facts from kernel.event where name like 'messaging.%'`));
    expect(said).not.toContain('雪莲开了');
    expect(said).toContain('置顶的茶花');
    expect(await countOf(`select count(*) as n from messaging.message_search where text like '%雪莲%'`)).toBe(0);

    const folder = await mkdtemp(join(tmpdir(), 'gj-retention-'));
    try {
      await giveRole(test, hr.personId, 'administrator');
      const auditor = await test.as(hr.personId);
      const { bytes } = (await auditor.call(exportEvidence, {})) as unknown as { bytes: Uint8Array };
      await writeFile(join(folder, 'evidence.ndjson'), bytes);
      expect(await verifyFile(join(folder, 'evidence.ndjson'))).toMatchObject({ ok: true, problems: [] });
      const records = strFromU8(bytes)
        .split('\n')
        .filter((line) => line.includes('privacy.erased'));
      expect(records.some((line) => line.includes('messaging.messages'))).toBe(true);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('of a leaver’s record goes after two years; name and account stay', async () => {
    await later({ months: 13 });
    const { rows } = { rows: await test.sql(`select * from directory.person where name = '赵离职'`) };
    expect(rows).toMatchObject([{ staff_number: null, job_title: null, account: expect.any(String), name: '赵离职' }]);
    const personId = String(rows[0]?.id);
    expect(
      await countOf(
        'select count(*) as n from directory.person_record where person_id = $1 and job_title is not null',
        [personId],
      ),
    ).toBe(0);
    await expect(test.sql(`update privacy.erasure set count = 0`)).rejects.toThrow(/check constraint/);
  });

  it('of what people were told goes after two years, but for what something depended on', async () => {
    await test.sql(`delete from privacy.hold`);
    await mei.call(requestLeave, {
      kind: 'annual',
      from: { date: localDay(3), half: 'morning' },
      to: { date: localDay(9), half: 'afternoon' },
      reason: '年休',
    });
    await test.settle();
    await expect(
      test.sql(`select notifications.erase_notices(array(select id from notifications.notice), $1)`, [
        test.program.kernel.clock.now().toString(),
      ]),
    ).rejects.toMatchObject({ code: 'GJ051' });
    await test.sql(`update notifications.sending set sent_at = '2024-01-01'`);
    const old = (formal: boolean) =>
      countOf(
        `select count(*) as n from notifications.notice n join notifications.sending s on s.id = n.sending_id
         where s.sent_at < '2025-01-01' and (s.sent_words is not null) = $1`,
        [formal],
      );
    const [formal, plain] = [await old(true), await old(false)];
    expect([formal > 0, plain > 0]).toEqual([true, true]);
    expect(await kindOf('notifications.notices')).toMatchObject({ due: plain, held: 0 });
    await verifyPush(test, wang, notificationsCache, [[listNotices, {}]], night);
    expect([await old(true), await old(false)]).toEqual([formal, 0]);
    expect(
      await countOf(
        `select count(*) as n from notifications.sending where sent_words is null and sent_at < '2025-01-01'`,
      ),
    ).toBe(0);
    expect(await erasedOf('notifications.notices')).toBeGreaterThanOrEqual(plain);
  });

  it('of a leaver’s leave goes after two years, entries and all', async () => {
    const personId = await leave('周休假', '2026-03-01');
    const kept = (table: string) =>
      countOf(`select count(*) as n from leave.${table} where person_id = $1`, [personId]);
    await test.sql(
      `with asked as (insert into leave.request (request_id, person_id, employer_id, kind, from_date, from_half, to_date,
           to_half, days, begins, ends, reason, form, asked_at, state)
         select gen_random_uuid(), $1, $2, 'sick', '2026-01-05', 'morning', '2026-01-06', 'afternoon', 2,
           '2026-01-05T01:00:00Z', '2026-01-06T10:00:00Z', '就诊', '{}', '2026-01-04T01:00:00Z', 'taken' returning *)
       insert into leave.entry (id, request_id, person_id, employer_id, kind, what, days, first_day, at, because)
       select gen_random_uuid(), request_id, person_id, employer_id, kind, 'taken', days, from_date, asked_at, 1 from asked`,
      [personId, company.employerId],
    );
    await test.sql('update directory.person set left_on = $2 where id = $1', [personId, localDay(-300)]);
    await night();
    expect([await kept('request'), await kept('entry')]).toEqual([1, 1]);
    await expect(
      test.sql(`select leave.erase_requests(array(select request_id from leave.request where person_id = $1), $2)`, [
        personId,
        localDay(0),
      ]),
    ).rejects.toMatchObject({ code: 'GJ052' });
    await test.sql('update directory.person set left_on = $2 where id = $1', [personId, localDay(-800)]);
    expect(await kindOf('leave.ledger')).toMatchObject({ due: 1 });
    await night();
    expect([await kept('request'), await kept('entry')]).toEqual([0, 0]);
    expect(await erasedOf('leave.ledger')).toBe(1);
  });

  it('of imported files goes a month after they were dealt with; what waits to be approved stays', async () => {
    const file = { bytes: Buffer.from('姓名,帐号,部门\n新来的,newcomer,前厅部\n'), name: '人员.csv' };
    const { importId } = await hr.call(previewImport, { employerId: company.employerId }, { file });
    const waiting = await hr.call(receiveHrFile, { employerId: company.employerId }, { file });
    await later({ days: 29 });
    expect(await kindOf('directory.imports')).toMatchObject({ due: 0 });
    const shown = { importId, part: 'created' as const };
    expect((await hr.call(readImport, shown)).rows).toMatchObject([{ account: 'newcomer' }]);
    const [blobs] = await test.sql<{ file_blob: string }>(
      'select file_blob from directory.people_import where id = $1',
      [importId],
    );
    await later({ days: 3 });
    await expect(hr.call(readImport, shown)).rejects.toMatchObject({ status: 404 });
    expect(await kindOf('directory.imports')).toMatchObject({
      ...{ due: 0, held: 1, heldRows: [{ label: '人员.csv', why: { zh: '等待核准' } }] },
    });
    await hr.call(rejectHrFile, { importId: waiting.importId });
    await later({ days: 32 });
    await later({ days: 1 });
    expect((await hr.call(listHrFiles, {})).rows).toMatchObject([{ state: 'rejected', kept: false, fileName: '' }]);
    // Nothing names the bytes: they are swept away, or have been.
    const blob = blobs?.file_blob ?? '';
    const loose = await countOf('select count(*) as n from kernel.loose_blob where id = $1', [blob]);
    expect(loose === 1 || (await test.program.kernel.blobs.get(blob)) === undefined).toBe(true);
  });

  it('of the audit goes with what was sealed of it, and the chain verifies; what is by or about who is held stays', async () => {
    await test.system(changeSetting, {
      name: retentionPeriods.name,
      value: { ...retentionPeriods.initial, auditMonths: 12 },
    });
    const lines = (personId: string) =>
      countOf('select count(*) as n from kernel.audit where actor_id = $1', [personId]);
    const { holdId } = await hr.call(holdData, { personId: wang.personId, reason: '调查' });
    await wang.call(listOwnData, {});
    await wang.call(exportOwnData, { language: 'zh' });
    await mei.call(exportOwnData, { language: 'zh' });
    const [before, held] = [await lines(mei.personId), await lines(wang.personId)];
    expect(before).toBeGreaterThan(0);
    await expect(
      test.sql(`select kernel.erase_audit(array(select id from kernel.audit), $1)`, [
        test.program.kernel.clock.now().toString(),
      ]),
    ).rejects.toMatchObject({ code: 'GJ025' });
    await later({ months: 13 });
    await night();
    expect([await lines(mei.personId), await lines(wang.personId)]).toEqual([expect.any(Number), held]);
    expect(await lines(mei.personId)).toBeLessThan(before);
    expect((await kindOf('admin.audit'))?.held).toBeGreaterThan(0);
    await test.settle();
    const folder = await mkdtemp(join(tmpdir(), 'gj-audit-'));
    const verified = async () => {
      const { bytes } = (await hr.call(exportEvidence, {})) as unknown as { bytes: Uint8Array };
      await writeFile(join(folder, 'evidence.ndjson'), bytes);
      return verifyFile(join(folder, 'evidence.ndjson'));
    };
    try {
      expect(await verified()).toMatchObject({ ok: true, problems: [] });
      // A line that goes without its content being erased by rule is missed.
      await test.sql(`delete from kernel.audit where id = (select id from kernel.audit where actor_id = $1 limit 1)`, [
        wang.personId,
      ]);
      expect((await verified()).problems.map(({ code }) => code)).toEqual(['audit-row-missing']);
    } finally {
      await rm(folder, { recursive: true });
    }
    hr = await test.as(hr.personId);
    await hr.call(releaseData, { holdId, reason: '查清' });
  });

  it('of a dissolved group goes when its kind says so, pinned messages too, however old other messages may become', async () => {
    const club = await aGroup(mei, [wang], '羽毛球群');
    const pinned = await say(mei, club, '周三打球');
    await mei.call(pinMessage, { conversationId: club, seq: pinned.seq, pinned: true });
    await mei.call(dissolveGroup, { conversationId: club });
    const until = test.program.kernel.clock
      .now()
      .add({ hours: 24 * 500 })
      .toString();
    await test.system(keepGroupUntil, { conversationId: club, until });
    const left = async () =>
      (await mei.call(listMessages, { conversationId: club })).rows.some((row) => row.body !== null);
    // Other messages go after twelve months.
    await later({ days: 490 });
    expect(await left()).toBe(true);
    expect(await kindOf('messaging.dissolved')).toMatchObject({ due: 0 });
    await later({ days: 12 });
    expect(await left()).toBe(false);
    expect(await erasedOf('messaging.dissolved')).toBeGreaterThan(0);
  });
});

describe('somebody who has left', () => {
  let hr: TestClient;
  let leaver: string;
  const account = 'left.zhou';
  const codeOf = (call: Promise<unknown>) =>
    call.then(
      () => 'done',
      (problem: { code: string }) => problem.code,
    );
  const issue = (personId = leaver) => hr.call(issueLeaverLink, { personId });
  const open = (code: string, as = account) => test.visitor().call(openLeaverLink, { code, account: as });
  const leave = async (personId: string) => {
    const [row] = await test.sql<{ revision: number }>('select revision from directory.person where id = $1', [
      personId,
    ]);
    const today = test.program.kernel.clock.now().toZonedDateTimeISO('Asia/Shanghai').toPlainDate();
    const lastDay = today.subtract({ days: 1 }).toString();
    await test.system(markLeft, { personId, revision: row?.revision ?? 0, lastDay });
    await test.settle();
  };

  beforeAll(async () => {
    const hrId = await aPerson(test, company, { name: '温人事', department: '前厅部' });
    await giveRole(test, hrId, 'hr');
    leaver = await aPerson(test, company, { account, name: '周已走', phone: '+8613900000077', department: '前厅部' });
    const zhou = await test.as(leaver);
    hr = await test.as(hrId);
    const chat = await aGroup(zhou, [hr], '交接群');
    await say(zhou, chat, '钥匙在抽屉里');
    await say(hr, chat, '人事内部的话');
    await leave(leaver);
  });

  it('sees and exports by a link what is recorded about them, and nothing else; every use is logged', async () => {
    const watched = [[listLeaverLinks, {}]] as const;
    let link = { code: '', linkId: '' };
    await verifyPush(test, hr, privacyCache, [...watched], async () => {
      link = await hr.call(issueLeaverLink, { personId: leaver });
    });
    expect(await test.visitor().call(readLeaverLink, { code: link.code.toLowerCase() })).toMatchObject({
      maskedName: '周**',
    });
    let ticket = '';
    await verifyPush(test, hr, privacyCache, [...watched], async () => {
      ({ ticket } = await test.visitor().call(openLeaverLink, { code: link.code, account: 'LEFT.zhou' }));
    });
    const visitor = test.visitor();
    const { kinds, name } = await visitor.call(listLeaverData, { ticket });
    expect(name).toBe('周已走');
    const shown = new Map<string, string>();
    for (const { key } of kinds) shown.set(key, JSON.stringify(await visitor.call(readLeaverData, { ticket, key })));
    expect(shown.get('person')).toContain('+8613900000077');
    expect([...shown.values()].join()).not.toContain('人事内部的话');
    expect([...shown.values()].join()).not.toContain('+8613900000001');
    const { bytes } = (await visitor.call(exportLeaverData, { ticket })) as unknown as { bytes: Uint8Array };
    expect(Object.keys(unzipSync(bytes))).toContain('my-data.xlsx');
    const [row] = (await hr.call(listLeaverLinks, {})).rows;
    expect(row).toMatchObject({ linkId: link.linkId, state: 'used', person: { name: '周已走' } });
    expect(row?.uses.map(({ what }) => what)).toEqual([...kinds.map(() => 'looked'), 'exported']);
    await expect(visitor.call(readLeaverData, { ticket, key: 'nothing' })).rejects.toMatchObject({ status: 404 });
    // It opens nothing that takes a session.
    for (const operation of [listOwnData, readPerson])
      await expect(visitor.call(operation, { personId: leaver } as never)).rejects.toMatchObject({ status: 401 });
    await test.advance({ minutes: 61 });
    expect(await codeOf(visitor.call(listLeaverData, { ticket }))).toBe('privacy.leaverLinkOver');
    expect(await codeOf(visitor.call(exportLeaverData, { ticket }))).toBe('privacy.leaverLinkOver');
    for (const secret of [link.code.replaceAll('-', ''), link.code, ticket]) {
      const kept = await test.sql(
        `select 1 from privacy.leaver_link l where l::text like $1 union all select 1 from kernel.command c where c::text like $1
         union all select 1 from kernel.audit a where a::text like $1 union all select 1 from kernel.event e where e::text like $1`,
        [`%${secret}%`],
      );
      expect(kept).toEqual([]);
    }
  });

  it('is refused with a link that is forged, used, expired, void, replaced or somebody else’s', async () => {
    const notValid = 'privacy.leaverLinkNotValid';
    const first = await issue();
    const second = await issue();
    expect(await codeOf(open(first.code))).toBe(notValid);
    expect(await codeOf(open('ABCD-EFGH-JKLM-NPQR-STUV-WXYZ'))).toBe(notValid);
    expect(await codeOf(open('forged'))).toBe(notValid);
    const both = await Promise.all([codeOf(open(second.code)), codeOf(open(second.code))]);
    expect(both.sort()).toEqual(['done', notValid].sort());
    expect(await codeOf(open(second.code))).toBe(notValid);
    expect(await codeOf(test.visitor().call(readLeaverLink, { code: second.code }))).toBe(notValid);

    const old = await issue();
    await test.advance({ days: 8 });
    expect(await codeOf(open(old.code))).toBe(notValid);
    hr = await test.as(hr.personId);
    const withdrawn = await issue();
    await verifyPush(test, hr, privacyCache, [[listLeaverLinks, {}]], () =>
      hr.call(voidLeaverLink, { linkId: withdrawn.linkId }),
    );
    expect(await codeOf(open(withdrawn.code))).toBe(notValid);

    const guessed = await issue();
    for (let left = 4; left > 0; left -= 1)
      await expect(open(guessed.code, 'somebody.else')).rejects.toMatchObject({
        ...{ code: 'privacy.leaverLinkOfAnother', facts: { left } },
      });
    expect(await codeOf(open(guessed.code, 'somebody.else'))).toBe(notValid);
    expect(await codeOf(open(guessed.code))).toBe(notValid);

    const shut = await issue();
    const { ticket } = await open(shut.code);
    const states = (await hr.call(listLeaverLinks, {})).rows.map(({ state }) => state);
    expect(states).toEqual(['used', 'void', 'void', 'expired', 'used', 'void', 'used']);
    await hr.call(voidLeaverLink, { linkId: shut.linkId });
    expect(await codeOf(test.visitor().call(listLeaverData, { ticket }))).toBe('privacy.leaverLinkOver');
    expect(await codeOf(test.visitor().call(listLeaverData, { ticket: 'A'.repeat(43) }))).toBe(
      'privacy.leaverLinkOver',
    );
  });

  it('is given a link by who may, within their reach, and not while working here', async () => {
    expect(await codeOf(issue(hr.personId))).toBe('privacy.stillHere');
    const outside = await aCompany(test, { name: '外部公司' });
    const stranger = await aPerson(test, outside, { name: '外人走了' });
    await leave(stranger);
    expect(await codeOf(issue(stranger))).toBe('kernel.notFound');
    const plain = await test.as(await aPerson(test, company, { name: '普通员工' }));
    expect(await codeOf(plain.call(issueLeaverLink, { personId: leaver }))).toBe('kernel.notPermitted');
    expect(await codeOf(plain.call(listLeaverLinks, {}))).toBe('kernel.notPermitted');
    const { linkId } = await issue();
    expect(await codeOf(plain.call(voidLeaverLink, { linkId }))).toBe('kernel.notPermitted');
  });
});

it('marks are found at any depth, and rows become cells', () => {
  const mark = { purpose: 'contact', sensitivity: 'sensitive', retention: 'record', basis: 'consent' } as const;
  const shape = z.object({
    rows: z.array(z.object({ inner: z.object({ phone: personal(z.string(), mark) }).nullable() })),
  });
  expect(marksOf(shape)).toEqual([{ ...mark, fields: ['phone'] }]);
  expect([
    ...flatRow({ a: { b: 1, c: null }, d: ['x', 'y'], e: [{ f: 2 }], t: { zh: '请假', en: 'Leave' } }, 'en'),
  ]).toEqual([
    ['a.b', '1'],
    ['a.c', ''],
    ['d', 'x, y'],
    ['e', '[{"f":2}]'],
    ['t', 'Leave'],
  ]);
});

describe('the names of fields', () => {
  it('are words of both languages, in everything that is shown of a person', () => {
    const wordless = ownKinds.flatMap(({ key, query }) =>
      wordlessFields(key, query.output).map((name) => `${key}.${name}`),
    );
    expect(wordless).toEqual([]);
    expect(fieldPath('signIns', 'address', 'zh')).toBe('网络地址');
    expect(fieldPath('person', 'department.name', 'en')).toBe('Department · Name');
  });

  it('that nobody has said are found', () => {
    const mark = { purpose: 'contact', sensitivity: 'sensitive', retention: 'record', basis: 'consent' } as const;
    const shape = z.object({
      rows: z.array(z.object({ id: z.string(), phone: z.string(), bloodType: personal(z.string(), mark) })),
    });
    expect(wordlessFields('person', shape)).toEqual(['bloodType']);
  });
});
