import { sql } from 'kysely';
import { Refusal } from '#kernel/contract/failure.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { accountTaken } from '#modules/directory/contract/failures.ts';
import { changePerson, createPerson, markLeft, readPerson } from '#modules/directory/contract/people.ts';
import { managePeople, readDirectory } from '#modules/directory/contract/permissions.ts';
import {
  changeContactKind,
  changePermissionKind,
  changePostKind,
  closeAccountKind,
  openAccountKind,
} from '../contract/kinds.ts';
import {
  changeContactForm,
  changePermissionForm,
  changePostForm,
  closeAccountForm,
  openAccountForm,
} from './asked-form.ts';
import type { StaffingTables } from './staffing-tables.ts';

type Context = CommandContext<StaffingTables>;

/** What became of an approved request. `left`: something remains for people to do. */
export interface CarriedOut {
  readonly subjectId: string | null;
  readonly dueOn: string | null;
  readonly carried: 'personCreated' | 'leavePlanned' | 'changed' | 'changePlanned' | null;
  readonly refusal: string | null;
  readonly left: boolean;
}

const process = { name: 'staffing.carryOut', permissions: [managePeople, readDirectory] };

/** Does what the directory can do by itself, and says what is left. A refusal is no fault: it is left to people, with its code. */
export async function carryOut(context: Context, kind: string, form: unknown): Promise<CarriedOut> {
  const work = works[kind];
  if (!work) throw new Error(`staffing carries out no ${kind}`);
  return await work(context, form);
}

const works: Readonly<Record<string, (context: Context, form: unknown) => Promise<CarriedOut>>> = {
  [openAccountKind.name]: openAccount,
  [closeAccountKind.name]: closeAccount,
  [changeContactKind.name]: changeContact,
  [changePostKind.name]: changePost,
  [changePermissionKind.name]: changePermission,
};

async function openAccount(context: Context, form: unknown): Promise<CarriedOut> {
  const { name, account, department, jobTitle, phone, staffType, neededBy } = openAccountForm.parse(form);
  const { rows } = await sql<{ employer_id: string; taken: boolean }>`
    select d.employer_id, exists (select from directory.published_person p where lower(p.account) = lower(${account})) as taken
    from directory.published_department d where d.id = ${department}::uuid`.execute(context.db);
  const [found] = rows;
  // Handing over the activation code, and the post where one was asked for, stays HR's.
  const left = { dueOn: neededBy, left: true };
  if (found?.taken) return { ...left, subjectId: null, carried: null, refusal: accountTaken.code };
  return await attempt({ ...left, subjectId: null, carried: 'personCreated' }, async () => {
    const { personId } = await context.callAs(process, createPerson, {
      employerId: found?.employer_id ?? '',
      name,
      account,
      jobTitle,
      staffType,
      ...(phone === undefined ? {} : { phone }),
      departments: [{ departmentId: department, main: true }],
    });
    return personId;
  });
}

async function closeAccount(context: Context, form: unknown): Promise<CarriedOut> {
  const { person, why, lastDay, successor } = closeAccountForm.parse(form);
  const done = { subjectId: person, dueOn: lastDay };
  if (why === 'other') return { ...done, carried: null, refusal: null, left: true };
  return await attempt({ ...done, carried: 'leavePlanned', left: false }, async () => {
    const { revision } = await context.read(readPerson, { personId: person });
    await context.callAs(process, markLeft, { personId: person, revision, lastDay, successorId: successor ?? null });
  });
}

async function changeContact(context: Context, form: unknown): Promise<CarriedOut> {
  const { person, what, phone, email } = changeContactForm.parse(form);
  const done = { subjectId: person, dueOn: null };
  if (what === 'other') return { ...done, carried: null, refusal: null, left: true };
  return await attempt({ ...done, carried: 'changed', left: false }, async () => {
    const { revision } = await context.read(readPerson, { personId: person });
    const change = what === 'phone' ? { phone: phone ?? null } : { email: email ?? null };
    await context.callAs(process, changePerson, { personId: person, revision, change });
  });
}

async function changePost(context: Context, form: unknown): Promise<CarriedOut> {
  const { person, department, jobTitle, post, supervisor, from } = changePostForm.parse(form);
  let carried: 'changed' | 'changePlanned' = 'changed';
  const outcome = await attempt({ subjectId: person, dueOn: from, carried, left: post !== undefined }, async () => {
    const { revision, posts, departments } = await context.read(readPerson, { personId: person });
    const stays = departments.some((one) => one.departmentId === department && one.main);
    const { rows } = await sql<{ today: string }>`
      select (${context.now.toString()}::timestamptz at time zone e.time_zone)::date as today
      from directory.published_person p join directory.published_employer e on e.id = p.employer_id
      where p.id = ${person}::uuid`.execute(context.db);
    // Where the approval came after the day, it holds from today.
    const today = rows[0]?.today ?? from;
    const { state } = await context.callAs(process, changePerson, {
      personId: person,
      revision,
      on: [from, today].toSorted()[1] ?? from,
      change: {
        departments: [{ departmentId: department, main: true }],
        // Posts belong to departments: those of the old one end, new ones are HR's to give.
        ...(stays
          ? {}
          : {
              posts: posts
                .filter((one) => one.departmentId === department)
                .map(({ postId, departmentId }) => ({ postId, departmentId })),
            }),
        ...(jobTitle === undefined ? {} : { jobTitle }),
        ...(supervisor === undefined ? {} : { supervisorId: supervisor }),
      },
    });
    if (state === 'planned') carried = 'changePlanned';
  });
  return outcome.refusal === null ? { ...outcome, carried } : outcome;
}

/** Giving and taking roles asks for two people where it is important; no process stands in for them. */
async function changePermission(_context: Context, form: unknown): Promise<CarriedOut> {
  const { person } = changePermissionForm.parse(form);
  return { subjectId: person, dueOn: null, carried: null, refusal: null, left: true };
}

async function attempt(whenDone: Omit<CarriedOut, 'refusal'>, work: () => Promise<unknown>): Promise<CarriedOut> {
  try {
    const subjectId = await work();
    return { ...whenDone, ...(typeof subjectId === 'string' ? { subjectId } : {}), refusal: null };
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
    return { ...whenDone, carried: null, left: true, refusal: problem.failure.code };
  }
}
