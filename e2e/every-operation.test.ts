import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import * as kernelFailures from '#kernel/contract/kernel-failures.ts';
import type { OperationContract } from '#kernel/contract/operation.ts';
import { testRuns, testSeed } from '#kernel/testing/random-runs.ts';
import { triedTooOften } from '#modules/access/contract/failures.ts';
import { readRole } from '#modules/access/contract/roles.ts';
import { listMySessions } from '#modules/access/contract/sessions.ts';
import { signOut } from '#modules/access/contract/sign-in.ts';
import { readViewer } from '#modules/access/contract/viewer.ts';
import { giveRole } from '#modules/access/testing.ts';
import { readRequest } from '#modules/approvals/contract/operations.ts';
import { keyWrong } from '#modules/bots/contract/failures.ts';
import { listEmployers } from '#modules/directory/contract/employers.ts';
import { readImport } from '#modules/directory/contract/import.ts';
import { readPerson } from '#modules/directory/contract/people.ts';
import { aPerson } from '#modules/directory/testing.ts';
import { describeFiles } from '#modules/files/contract/operations.ts';
import { readLastLeave } from '#modules/leave/contract/operations.ts';
import { readConversation } from '#modules/messaging/contract/conversations.ts';
import { listMessages } from '#modules/messaging/contract/messages.ts';
import { listNotices } from '#modules/notifications/contract/operations.ts';
import { readCase } from '#modules/policy/contract/cases.ts';
import { readRulebook } from '#modules/policy/contract/rulebooks.ts';
import { placesIn, plausibleInput, valueAt, withAt } from './plausible-input.ts';
import { forEach, sendOperation } from './send-operation.ts';
import { marker, type TwoEmployers, twoEmployers } from './two-employers.ts';

let group: TwoEmployers;
let operations: readonly OperationContract[];
beforeAll(async () => {
  group = await twoEmployers();
  operations = group.test.program.contracts.flatMap((contract) => contract.operations);
});
afterAll(() => group?.test.stop());

/** Inputs that fit the contract, every id given by `idOf`: with and without what may be left out, every alternative. */
function inputsOf(operation: OperationContract, idOf: (field: string) => string, alternatives = 4) {
  const found = new Map<string, { text: string; fields: Set<string> }>();
  const parts: string[] = operation.input instanceof z.ZodObject ? Object.keys(operation.input.shape) : [];
  const ways = [
    { full: true },
    ...(alternatives > 1 ? [{ full: false }] : []),
    ...parts.map((without) => ({ full: true, without })),
  ];
  for (const [index, way] of ways.entries()) {
    // One thing or another: only where neither all nor nothing fits.
    if (index > 1 && found.size > 0) break;
    for (let alternative = 0; alternative < alternatives; alternative += 1) {
      const fields = new Set<string>();
      const input = plausibleInput(operation.input, {
        id: (field) => {
          fields.add(field);
          return idOf(field);
        },
        known: group.known,
        ...way,
        alternative,
      });
      if (!operation.input.safeParse(input).success) continue;
      const text = JSON.stringify(input);
      found.set(text, { text, fields });
    }
  }
  return [...found.values()];
}
const anInput = (operation: OperationContract) => inputsOf(operation, theirs)[0]?.text ?? '{}';

const otherNames: Readonly<Record<string, string>> = {
  besideRequestId: 'requestId',
  noticeIds: 'noticeId',
  clientId: 'messageId',
  parentId: 'departmentId',
  below: 'departmentId',
};
/** The first employer's object that a field of this name asks for; a person where it doesn't say. */
const theirs = (field: string): string =>
  group.ids[field] ?? group.ids[otherNames[field] ?? ''] ?? group.ids.personId ?? '';

it('every contract lets something plausible in', () => {
  expect(operations.filter((operation) => inputsOf(operation, theirs).length === 0).map(({ name }) => name)).toEqual(
    [],
  );
});

it('without a session that holds, every operation but those for visitors says so', async () => {
  const ended = await group.test.as(group.mei.personId);
  await ended.call(signOut, {});
  const forged = (cookie: string) => ({
    raw: (path: string, init: RequestInit = {}) =>
      group.test.visitor().raw(path, { ...init, headers: { ...(init.headers as Record<string, string>), cookie } }),
  });
  const strangers = [
    group.test.visitor(),
    ended,
    forged(`guiju=${'A'.repeat(43)}`),
    forged(`guiju=' or 1=1 --`),
    forged(`guiju=${group.ids.sessionId}`),
  ];
  const problems: string[] = [];
  const closed = operations.filter(({ access }) => access !== 'visitor');
  await forEach(closed, async (operation) => {
    for (const [index, stranger] of strangers.entries()) {
      for (const body of index === 0 ? [anInput(operation), '{}', '['] : [anInput(operation)]) {
        const { status, code } = await sendOperation(stranger, operation, body);
        if (body === '[' && code === 'kernel.invalidInput') continue;
        if (status !== 401 || code !== 'kernel.notSignedIn')
          problems.push(`${operation.name} by stranger ${index}: ${status} ${code}`);
      }
    }
  });
  expect(problems).toEqual([]);
  expect(closed.length).toBeGreaterThan(80);
});

it('what needs a permission is refused to an employee who hasn’t got it', async () => {
  const problems: string[] = [];
  await forEach(operations, async (operation) => {
    if (!needsPermission(operation)) return;
    for (const body of [anInput(operation), '{}']) {
      const { status, code } = await sendOperation(group.curious, operation, body);
      if (code !== 'kernel.notPermitted') problems.push(`${operation.name}: ${status} ${code}`);
    }
  });
  expect(problems).toEqual([]);
});

const directory = 'the directory is open to everybody of the group, HR’s part of it aside';
const calendar = 'working time follows from the employer’s calendar, which everybody may know';
const own = 'answers about the caller’s own things; what isn’t theirs is passed over';
const nobodys = 'of people beyond the reach it says what it says of nobody: none';
const filtered = 'a list within the reach, filtered: nothing of others is in it';
const figures = 'by person: of the caller and of those whom the caller leads; of nobody else';
/** Where ids of the other employer’s are answered, and why that is right. */
const openToAll: Readonly<Record<string, string>> = {
  'approvals.setDeputy': 'the caller’s own deputy may be any colleague',
  'approvals.readBatch': 'of tasks that are not the caller’s it says only that they are gone',
  'approvals.readStatistics': figures,
  'approvals.exportStatistics': figures,
  'directory.readTree': directory,
  'directory.searchPeople': directory,
  'directory.readDepartment': directory,
  'directory.listReporting': directory,
  'directory.readDepartmentHistory': directory,
  'directory.listMembersOn': directory,
  'directory.listPosts': directory,
  'directory.readPerson': directory,
  'directory.namePeople': directory,
  'directory.resolveRoles': directory,
  'worktime.readCalendar': calendar,
  'worktime.readWorkingTime': calendar,
  'worktime.reckonDeadlines': calendar,
  'worktime.countWorkdays': calendar,
  'worktime.countWorkingMinutes': calendar,
  'worktime.countWorkingMinutesOf': calendar,
  'access.findHolders': 'whom a request goes to is no secret: an applicant is shown it beforehand',
  'approvals.printRequest': 'a job: it is taken on, and refused when it runs',
  'content.confirmSending': own,
  'files.describeFiles': own,
  'files.readDigests': own,
  'kernel.readSettings': 'settings are readable by everybody; secrets are never settings',
  'staffing.listCertifications': filtered,
  'staffing.listCertified': 'of a certification that isn’t theirs it says what it says of none: nobody',
  'messaging.openDirect': 'colleagues may write to each other',
  'messaging.createGroup': 'colleagues may write to each other',
  'notifications.acknowledge': own,
  'notifications.markRead': own,
  'notifications.unsubscribePush': own,
  'privacy.complain': 'anybody and any department may be complained about; it shows nothing of them',
  'groups.readInChat':
    'says of a conversation that isn’t the caller’s what it says of one that isn’t governed: nothing',
  'bots.applicationStanding': 'answers for the caller alone, and of what isn’t open as of nothing',
  'groups.previewRule': 'departments, posts and heads are the directory’s, and open',
};
const openToLimited: Readonly<Record<string, string>> = {
  ...openToAll,
  'access.readRole': 'roles are the group’s; to whom they are given is shown within the reach',
  'access.previewGrant': 'roles are the group’s; of people it tells how many, and changes nothing',
  'access.heldRoles': nobodys,
  'approvals.heldApproverGroups': nobodys,
  'approvals.heldOwnRequests': nobodys,
  'approvals.heldTasks': nobodys,
  'bots.heldBots': nobodys,
  'groups.heldLed': nobodys,
  'staffing.remindProfiles': nobodys,
  'directory.listHrFiles': filtered,
  'groups.exportGroups': filtered,
  'groups.listGroups': filtered,
  'approvals.exportExpedited': filtered,
  'approvals.groupExpedited': filtered,
  'approvals.findStructureUses': 'flows are the group’s; of what the ids mean it says nothing',
  'approvals.migrateRunning': 'a job: it is taken on, and refused when it runs',
  'approvals.replayTemplate': 'a job: it is taken on, and refused when it runs',
  'groups.startAdoption': filtered,
  'messaging.previewBroadcast': 'counts those whom the caller may tell; of other departments nobody',
  'directory.applyImport': 'a job: it is taken on, and refused when it runs',
};

async function whatIsTheirs() {
  const { mei, head, hr, admin, ids } = group;
  const {
    requestId = '',
    conversationId = '',
    caseId = '',
    rulebookId = '',
    roleId = '',
    importId = '',
    personId = '',
    fileId = '',
  } = ids;
  await group.test.settle();
  return {
    request: await mei.call(readRequest, { requestId }),
    leave: await mei.call(readLastLeave, {}),
    conversation: await mei.call(readConversation, { conversationId }),
    messages: await mei.call(listMessages, { conversationId }),
    notices: await head.call(listNotices, {}),
    sessions: (await mei.call(listMySessions, {})).rows.map(({ id }) => id),
    case: await head.call(readCase, { caseId }),
    rulebook: await hr.call(readRulebook, { rulebookId }),
    role: await admin.call(readRole, { roleId }),
    import: await hr.call(readImport, { importId, part: 'created' }),
    person: await hr.call(readPerson, { personId }),
    employers: await hr.call(listEmployers, {}),
    files: await mei.call(describeFiles, { fileIds: [fileId] }),
  };
}

/** Refused whatever is asked: another test's matter. */
const needsPermission = ({ access }: OperationContract) => typeof access !== 'string' && !access.everybody;

/** Ids of whatever kind in every field: for each operation another quarter of them; all, where one looks further. */
function sweptIds(operation: OperationContract): string[] {
  const shares = Math.max(1, Math.ceil(4 / testRuns(1)));
  const turn = operations.indexOf(operation) % shares;
  return Object.values(group.ids).filter((_, at) => at % shares === turn);
}

describe.each([
  [
    'a curious colleague',
    () => group.curious,
    openToAll,
    (operation: OperationContract) => !needsPermission(operation),
  ],
  ['whoever has every permission at another employer', () => group.limited, openToLimited, needsPermission],
] as const)('%s', (_name, who, open, sweeps) => {
  it('gets nothing of other people’s objects and moves nothing of them', async () => {
    const before = await whatIsTheirs();
    const problems = new Map<string, string>();
    const answered = new Set<string>();
    await forEach(operations, async (operation) => {
      if (operation === signOut) return;
      if (who() === group.curious && needsPermission(operation)) return;
      const inputs = [
        ...inputsOf(operation, theirs),
        ...(sweeps(operation) ? sweptIds(operation).flatMap((id) => inputsOf(operation, () => id, 1)) : []),
      ];
      for (const { text: body, fields } of inputs) {
        const { status, code, text } = await sendOperation(who(), operation, body);
        const problem = `${body.slice(0, 200)} → ${text.slice(0, 200)}`;
        if (text.includes(marker)) problems.set(`${operation.name} tells ${status} ${code}`, problem);
        // Without an employer it is about the whole group.
        const ofTheGroup = operation.kind !== 'query' && body.includes('"employerId":null');
        if (fields.size === 0 && !ofTheGroup) continue;
        if (status === 200) answered.add(operation.name);
        // Signing in over and over is refused as guessing; a made-up key of a program opens nothing.
        const refused =
          [400, 403, 404, 409, 410, 422, 423, 428].includes(status) ||
          code === triedTooOften.code ||
          code === keyWrong.code;
        if (status === 200 ? !open[operation.name] : !refused)
          problems.set(`${operation.name} ${status} ${code}`, problem);
      }
    });
    expect(Object.fromEntries(problems)).toEqual({});
    // What isn’t answered any more needs no reason any more.
    expect([...answered].sort()).toEqual(Object.keys(open).sort());
    expect(await whatIsTheirs()).toEqual(before);
  }, 240_000);
});

const times = (text: string, count: number) => text.repeat(count);
/** What nobody should send. The first stand for what JSON.stringify can't write. */
const written: Readonly<Record<string, string>> = {
  '"@deep@"': times('[', 100_000) + times(']', 100_000),
  '"@nested@"': `${times('{"a":', 20_000)}1${times('}', 20_000)}`,
  '"@huge@"': '1e999',
  '"@digits@"': times('9', 400),
  '"@proto@"': '{"__proto__":{"company":true},"constructor":{"prototype":{"company":true}},"toString":1}',
};
const hostile: readonly unknown[] = [
  ...Object.keys(written).map((key) => JSON.parse(key) as string),
  null,
  true,
  '',
  ' ',
  0,
  -0,
  -1,
  0.1,
  2 ** 31,
  2 ** 53,
  1e300,
  [],
  {},
  [[]],
  'a\u0000b',
  '\ud800',
  '\u202e\u2066txt.exe',
  '\u200b\ufeff',
  '한글\u0301e\u0301𠮷👨‍👩‍👧‍👦',
  `' or 1=1; drop table kernel.session; --`,
  '$1 %s %n {{7*7}}',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '../../../../etc/passwd',
  'x'.repeat(100_000),
  'constructor',
  '__proto__',
  'toString',
  '0000-00-00',
  '9999-12-31',
  '-271821-04-20',
  '2026-02-30',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999999+14:00',
  '2026-03-09T25:61:00Z',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  'eyJhIjoxfQ',
  'W10',
  'bnVsbA==',
  { toJSON: 'x', valueOf: 1, hasOwnProperty: 1 },
];
const anything = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...hostile) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' }) },
);

/** An id that nothing has. */
const nobody = '019cac0f-0000-7000-8000-000000000000';

function bodyOf(input: unknown): string {
  let text = JSON.stringify(input);
  for (const [mark, raw] of Object.entries(written)) text = text.replaceAll(mark, raw);
  return text;
}

it('garbage is refused with a declared failure, and the program goes on', async () => {
  const { test, admin } = group;
  const ofKernel = Object.values(kernelFailures).flatMap((failure) => ('code' in failure ? [failure.code] : []));
  const problems = new Map<string, string>();
  const [employer] = (await admin.call(listEmployers, {})).rows;
  const aSacrifice = await aPerson(test, {
    employerId: employer?.id ?? '',
    rootId: group.ids.departmentId ?? '',
    departments: {},
  });
  await giveRole(test, aSacrifice, 'administrator');
  await forEach(operations, async (operation) => {
    // A guard's refusals stand in the contract of the module that brings it.
    const guarded = test.program.kernel.guardsOf(operation.name).length > 0;
    const ofGuards = guarded ? test.program.contracts.flatMap((contract) => contract.failures) : [];
    const declared = new Set([...ofKernel, ...[...operation.failures, ...ofGuards].map(({ code }) => code)]);
    // Whoever ends sessions ends only their own.
    const endsSessions = /^access\.(signOut|end|changePassword)/.test(operation.name);
    const who = operation.access === 'visitor' ? test.visitor() : endsSessions ? await test.as(aSacrifice) : admin;
    const bases = inputsOf(operation, theirs).map(({ text }) => JSON.parse(text) as unknown);
    const aBody = fc.oneof(
      { weight: 1, arbitrary: anything.map(bodyOf) },
      { weight: 1, arbitrary: fc.constantFrom('', '[', '{"a":', '\u0000', 'null', '"', '{}{}', '\ufeff{}') },
      {
        weight: 12,
        arbitrary: fc
          .constantFrom(...bases)
          .chain((base) => fc.tuple(fc.constant(base), fc.constantFrom(...placesIn(base)), anything))
          .map(([base, place, other]) => bodyOf(withAt(base, place, other))),
      },
    );
    const fields = new Set(inputsOf(operation, theirs).flatMap((input) => [...input.fields]));
    const toNobody = [...fields].flatMap((wrong) =>
      inputsOf(operation, (field) => (field === wrong ? nobody : theirs(field))).map(({ text }) => text),
    );
    const toTheEdge = bases.slice(0, 2).flatMap((base) =>
      placesIn(base)
        .filter((place) => typeof valueAt(base, place) === 'number')
        .flatMap((place) => [2 ** 31, Number.MAX_SAFE_INTEGER].map((edge) => bodyOf(withAt(base, place, edge)))),
    );
    for (const body of operation.access === 'visitor' || endsSessions ? [] : toTheEdge) {
      const { status, code, text } = await sendOperation(group.mei, operation, body);
      if (status >= 500) problems.set(`${operation.name} ${status} ${code}`, `${body} → ${text}`);
    }
    for (const body of [...toNobody, ...toTheEdge, ...fc.sample(aBody, { seed: testSeed, numRuns: testRuns(8) })]) {
      // What goes in a header is bounded by the HTTP server itself.
      if (operation.kind === 'upload' && body.length > 8_000) continue;
      const { status, code, text } = await sendOperation(who, operation, body);
      if (status === 200 || (status < 500 && declared.has(code))) continue;
      problems.set(
        `${operation.name} ${status} ${code}`,
        `${body.length > 1_000 ? `${body.slice(0, 300)}… (${body.length})` : body} → ${text.slice(0, 200)}`,
      );
    }
  });
  expect(Object.fromEntries(problems), `GUIJU_SEED=${testSeed}`).toEqual({});
  await test.settle();
  // Some of it was no garbage after all, and may have ended sessions.
  const mei = await test.as(group.mei.personId);
  expect((await mei.call(readViewer, {})).name).toBe('李雪梅');
  expect((await test.visitor().raw('/api/health')).status).toBe(200);
}, 240_000);
