import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { notFound, notPermitted } from '#kernel/contract/kernel-failures.ts';
import type { OperationContract } from '#kernel/contract/operation.ts';
import type { PermissionContract, ReachKind } from '#kernel/contract/permission.ts';
import { administer, keepArchive } from '#modules/approvals/contract/permissions.ts';
import { alsoLets, inputs, unanswered } from './authorisation-table.ts';
import {
  type CompanyOfPlaces,
  companyOfPlaces,
  type Place,
  places,
  type Role,
  roles,
  type Things,
  wouldBeDone,
} from './company-of-places.ts';
import { plausibleInput } from './plausible-input.ts';
import { type Answer, forEach, sendOperation } from './send-operation.ts';

let company: CompanyOfPlaces;
let operations: readonly OperationContract[];
beforeAll(async () => {
  company = await companyOfPlaces();
  await company.refuseToCommit();
  operations = company.test.program.contracts
    .flatMap((contract) => contract.operations)
    .filter(({ access }) => access !== 'visitor');
});
afterAll(() => company?.test.stop());

/** How far each reach carries, from a member of the department in the middle. */
const carries: Readonly<Record<ReachKind, readonly Place[]>> = {
  self: places.slice(0, 1),
  department: places.slice(0, 2),
  departmentTree: places.slice(0, 3),
  listed: places.slice(0, 3),
  employer: places.slice(0, 4),
  company: places,
};

/** Where a role has a permission, by what the permission declares. */
function reachOf(permission: PermissionContract, role: Role): readonly Place[] {
  const kinds = [permission.everybody, role === 'employee' ? undefined : permission.roles?.[role]];
  return places.filter((place) => kinds.some((kind) => kind && carries[kind].includes(place)));
}

/** Where an operation lets a role in, by what is declared. */
function declaredPlaces(operation: OperationContract, role: Role): readonly Place[] {
  const { access, name } = operation;
  const also = alsoLets[name] ?? {};
  const reached = (permissions: readonly PermissionContract[] = []) =>
    permissions.flatMap((permission) => reachOf(permission, role));
  const first = also.only ? reached(also.only) : typeof access === 'string' ? carries.self : reached([access]);
  if (first.length > 0 && also.everybody) return places;
  const found = new Set<Place>([
    ...first,
    ...reached(also.by),
    ...(also.own ? carries.self : []),
    ...(role === 'departmentHead' ? (also.heads ?? []) : []),
    ...(also.employer ? carries.employer : []),
    ...(also.decider && isDecider(role, 'colleague') ? (['colleague'] as const) : []),
  ]);
  return places.filter((place) => found.has(place));
}

/** Whom something is sent or given to: the object is another one. */
const toWhom = new Set([
  ...['to', 'executor', 'successorId', 'leaderId', 'people', 'mention', 'mentions', 'memberId', 'deputyId', 'headId'],
  ...['toPersonId', 'toPersonIds', 'supervisorId', 'ownerId', 'ownerPersonId'],
]);
const otherNames: Readonly<Record<string, string>> = {
  applicantId: 'personId',
  principalId: 'personId',
  senderId: 'personId',
  holderId: 'personId',
  fileIds: 'fileId',
  noticeIds: 'noticeId',
  requestIds: 'requestId',
  parentId: 'departmentId',
  below: 'departmentId',
  ownerDepartmentId: 'departmentId',
  besideRequestId: 'requestId',
  toConversationId: 'conversationId',
  toConversationIds: 'conversationId',
};
const known = {
  permission: ['directory.managePeople'],
  slotId: ['1.1'],
  seq: [1],
  timeZone: ['Asia/Shanghai'],
  year: [2026],
  pack: ['platform-rules'],
  month: ['2026-03'],
  emoji: ['👍'],
  name: ['值班'],
};
/** An id that nothing has. */
const nobody = '019cac0f-0000-7000-8000-000000000000';
const nothing: Things = { ids: {}, task: { requestId: nobody, slotId: '1.1' }, template: 'leave.nothing', mark: '' };

interface Asked {
  readonly isPlaced: boolean;
  readonly body: (at: Things) => string;
}

/** What an operation is asked: with as little as its contract lets pass, and of what only reads also with all that can be said. */
function questionsOf(operation: OperationContract): Asked[] {
  const table = inputs[operation.name];
  if (table) {
    const isPlaced = JSON.stringify(table(nothing)) !== JSON.stringify(table(company.thingsAt('own', 'employee')));
    return [{ isPlaced, body: (at) => JSON.stringify(table(withCompanion(at))) }];
  }
  const found = new Map<string, Asked>();
  const onlyReads = operation.kind === 'query' || operation.kind === 'download';
  const parts = operation.input instanceof z.ZodObject ? Object.keys(operation.input.shape) : [];
  const ways = [{ full: false }, { full: true }, ...parts.map((without) => ({ full: true, without }))];
  for (const way of ways) {
    if (found.size > 0 && (!onlyReads || 'without' in way)) break;
    for (let alternative = 0; alternative < 4; alternative += 1) {
      const asked = questionOf(operation, { ...way, alternative });
      if (!asked) continue;
      found.set(asked.text, asked);
      break;
    }
  }
  return [...found.values()];
}

const withCompanion = (at: Things): Things => ({
  ...at,
  ids: new Proxy({ ...at.ids, companionId: company.companion.personId } as Record<string, string>, {
    get: (ids, name: string) => ids[name] || nobody,
  }),
});

/** Where a list goes on, which is no object. */
const pageMarks = ['cursor', 'after', 'before'];

function questionOf(
  operation: OperationContract,
  way: { full: boolean; without?: string; alternative: number },
): (Asked & { text: string }) | undefined {
  const standIns = new Map<string, string>();
  const input = plausibleInput(operation.input, {
    id: (field) => {
      if (pageMarks.includes(field)) return nobody;
      const name = toWhom.has(field) ? 'companionId' : (otherNames[field] ?? field);
      const standIn = standIns.get(name) ?? `019cac0f-0000-7000-8000-0000000000${10 + standIns.size}`;
      standIns.set(name, standIn);
      return standIn;
    },
    known,
    ...way,
  });
  // From the beginning, and all of it.
  for (const part of [...pageMarks, 'limit']) delete (input as Record<string, unknown>)[part];
  if (!operation.input.safeParse(input).success) return undefined;
  const text = JSON.stringify(input);
  const isTask = standIns.has('requestId') && text.includes('"slotId"');
  return {
    text,
    isPlaced: [...standIns.keys()].some((name) => name !== 'companionId' && name !== 'clientId'),
    body: (at) => {
      let body = text;
      for (const [name, standIn] of standIns) {
        const id =
          name === 'clientId'
            ? crypto.randomUUID()
            : name === 'requestId' && isTask
              ? at.task.requestId
              : withCompanion(at).ids[name];
        body = body.replaceAll(standIn, id ?? nobody);
      }
      return isTask ? body.replaceAll('"slotId":"1.1"', `"slotId":"${at.task.slotId}"`) : body;
    },
  };
}

const isDone = ({ status, code }: Answer) => status === 200 || code === wouldBeDone;
const isHidden = ({ status }: Answer) => status === 403 || status === 404;
const isRefusedByReach = ({ code }: Answer) => code === notFound.code || code === notPermitted.code;
const said = ({ status, code }: Answer) => `${status} ${code === wouldBeDone ? 'done' : code}`;
/** The head of the department decides what colleagues there ask for. */
const isDecider = (role: Role, place: Place) => role === 'departmentHead' && place === 'colleague';
/** Whoever may see a request is told why what they try isn't theirs to do. */
const seesRequest = ({ name }: OperationContract, { isPlaced }: Asked, role: Role, place: Place) =>
  isPlaced &&
  name.startsWith('approvals.') &&
  (isDecider(role, place) || [administer, keepArchive].some((permission) => reachOf(permission, role).includes(place)));
/** What everybody may know by id. */
const open = new Set(
  'personId departmentId employerId postId roleId reorganisationId certificationId packageId grantId minutesId administratorId groupId proposalId rulebookId articleId changeId integrationId applicationId'.split(
    ' ',
  ),
);

/** What was said, but for the names of what was asked for. */
function nameless({ text }: Answer, place: Place, role: Role): string {
  const { ids, task } = company.thingsAt(place, role);
  const named = [task.requestId, ...Object.values(ids)].reduce(
    (said, id) => (id ? said.replaceAll(id, nobody) : said),
    text,
  );
  return named.replaceAll(`"${task.slotId}"`, '"1.1"');
}

/** What of a place's things stands in an answer that nobody asked for by its id. */
function toldOf({ mark, ids }: Things, answer: string, question: string): string | undefined {
  if (answer.includes(mark)) return 'what is private';
  return Object.entries(ids).find(
    ([name, id]) => !open.has(name) && id && !question.includes(id) && answer.includes(id),
  )?.[0];
}

/** What a job came to that was taken on. */
interface TakenOn {
  readonly jobId: string;
  readonly isWithin: boolean;
  readonly cell: string;
  readonly role: Role;
}

it('every operation lets every role in as far as it declares, and no farther', async () => {
  const problems = new Map<string, string[]>();
  const answered = new Set<string>();
  const jobs: TakenOn[] = [];
  const excused = new Set(Object.values(unanswered).flat());
  const tell = (problem: string, role: Role) => problems.set(problem, [...(problems.get(problem) ?? []), role]);
  const cells = operations.flatMap((operation) =>
    questionsOf(operation).flatMap((asked) => roles.map((role) => ({ operation, asked, role }))),
  );
  await forEach(cells, async ({ operation, asked, role }) => {
    const { name } = operation;
    const declared = declaredPlaces(operation, role);
    const ask = (at: Things) => sendOperation(company.callers[role], operation, asked.body(at));
    let ofNothing: Answer | undefined;
    // Who hasn't the permission at all is refused before the input is read: one place will do.
    const isClosed = declared.length === 0 && operation.access !== 'signedIn';
    const anyPlace = roles.indexOf(role) % places.length;
    const asks = isClosed ? places.slice(anyPlace, anyPlace + 1) : asked.isPlaced ? places : places.slice(0, 1);
    for (const place of asks) {
      const isWithin = asked.isPlaced ? declared.includes(place) : declared.length > 0;
      const answer = await ask(company.thingsAt(place, role));
      const cell = `${name} ${place}: ${said(answer)}`;
      if (answer.status >= 500 && answer.code !== wouldBeDone) tell(`${cell}, a fault`, role);
      if (operation.kind === 'job' && answer.status === 200) {
        const { jobId } = JSON.parse(answer.text) as { jobId: string };
        jobs.push({ jobId, isWithin, cell, role });
      } else if (isWithin) {
        ofNothing ??= asked.isPlaced && !isDone(answer) ? await ask(nothing) : undefined;
        const isFound = asked.isPlaced ? isDone(answer) || said(answer) !== said(ofNothing as Answer) : true;
        const isRefused = asked.isPlaced ? isRefusedByReach(answer) : answer.code === notPermitted.code;
        if (isFound && !isRefused) answered.add(name);
        if (isRefused && !excused.has(name)) tell(`${cell} within the reach`, role);
      } else if (!isHidden(answer)) {
        // Of what is beyond the reach the same is said as of what doesn't exist.
        ofNothing ??= await ask(nothing);
        const isSame = said(answer) === said(ofNothing) && (operation.kind !== 'command' || !isDone(answer));
        const maySee = seesRequest(operation, asked, role, place) && !isDone(answer);
        if (!maySee && !(isSame && (!isDone(answer) || nameless(answer, place, role) === ofNothing.text)))
          tell(`${cell} beyond the reach; of nothing ${said(ofNothing)}`, role);
      }
      for (const other of places) {
        if (other === 'own' || declared.includes(other) || isDecider(role, other)) continue;
        const told = toldOf(company.thingsAt(other, role), answer.text, asked.body(company.thingsAt(place, role)));
        if (told) tell(`${cell} tells ${told} of ${other}`, role);
      }
    }
  });
  await company.test.settle();
  const ended = new Map(
    (
      await company.test.sql<{ id: string; code: string | null }>(
        `select id, failure ->> 'code' as code from kernel.job`,
      )
    ).map(({ id, code }) => [id, code]),
  );
  for (const { jobId, isWithin, cell, role } of jobs) {
    const code = ended.get(jobId) ?? '';
    const isRefused = code === notFound.code || code === notPermitted.code;
    if (isRefused === isWithin)
      tell(`${cell}, then ${code || 'done'} ${isWithin ? 'within' : 'beyond'} the reach`, role);
    if (isWithin) answered.add(cell.split(' ')[0] ?? '');
  }
  const silent = operations.filter(({ name }) => !answered.has(name)).map(({ name }) => name);
  // Whatever is excused is so for a reason that still holds.
  expect({ problems: Object.fromEntries(problems), silent: silent.sort() }).toEqual({
    problems: {},
    silent: [...excused].sort(),
  });
  expect(cells.length).toBeGreaterThan(4_000);
}, 600_000);
