import type { Program } from '#kernel/server/program.ts';
import { confirmYear, importYear, readCalendar } from '#modules/worktime/contract/operations.ts';
import { seededRandom } from '../domain/seeded-random.ts';
import { type Stretch, type WorkingMinutes, workingMinutes } from '../domain/working-minutes.ts';
import { activatePeople, makeCompany, reviewSetUp } from './make-company.ts';
import { planChats } from './plan-chats.ts';
import { planGroups } from './plan-groups.ts';
import { planLeave } from './plan-leave.ts';
import { planPolicy } from './plan-policy.ts';
import { planStaff } from './plan-staff.ts';
import { randomPassword } from './random-password.ts';
import { everybody, type SamplePerson } from './sample-company.ts';
import { type Doer, type SampleWorld, sampleWorld } from './sample-world.ts';

const timeZone = 'Asia/Shanghai';
/** Any number: what people do in the sample hangs on it, and is the same in every installation. */
const seed = 20_260_301;

/** Whom one can sign in as. */
export interface SampleSignIn {
  readonly role: 'employee' | 'departmentHead' | 'hr' | 'administrator';
  readonly personId: string;
  readonly name: string;
  readonly account: string;
  readonly password: string;
}

/** What everything that is planned for the sample goes by. */
export interface SampleTimes {
  /** Working time from the first day of the sample to a few days after its end. */
  readonly work: WorkingMinutes;
  /** Minute of the present in `work`. */
  readonly present: number;
  /** Working minutes of an ordinary day. */
  readonly day: number;
  /** Workdays from the first to the last before the present, as places in `work.dayStarts`. */
  readonly workdays: readonly number[];
}

/**
 * Makes the sample company and lets it work from the clock's time to `present`, by real commands of its people and with
 * every timer at its time. The program's loops run, and its clock stands where the sample begins; afterwards it stands at
 * `present` (or a little later, where the making took longer).
 *
 * @returns the four who can be signed in as, with passwords that are kept nowhere else.
 */
export async function makeSample(
  program: Program,
  options: {
    setUpSecret: string;
    present: Temporal.Instant;
    /** How many times a day people exchange some lines in the whole company. */
    exchangesADay?: number;
    progress?: (done: number, at: Temporal.Instant) => void;
  },
): Promise<SampleSignIn[]> {
  const begin = program.kernel.clock.now();
  const world = sampleWorld(program, seededRandom(seed));
  const administratorsPassword = randomPassword();
  const { company, recruiter } = await makeCompany(world, options.setUpSecret, administratorsPassword);
  const { roles } = company;
  await confirmYears(world.as(roles.administrator.id), begin, options.present);
  const times = await readTimes(world, roles.administrator, begin, options.present);

  const passwords = new Map(Object.values(roles).map(({ id }) => [id, '']));
  passwords.set(roles.administrator.id, administratorsPassword);
  const administrator = world.as(roles.administrator.id);
  await activatePeople(
    world,
    administrator,
    everybody(company).filter((person) => person !== roles.administrator),
    passwords,
  );
  const [reviewer] = company.hrOf;
  if (reviewer) await reviewSetUp(world.as(reviewer.id));
  const welcome = planChats(world, company, times, options.exchangesADay ?? 5);
  planStaff(world, company, times, recruiter, welcome);
  planPolicy(world, company, times, planLeave(world, company, times));
  planGroups(world, company, times);

  const span = options.present.epochMilliseconds - begin.epochMilliseconds;
  await world.runUntil(options.present, (at) =>
    options.progress?.(Math.min(1, (at.epochMilliseconds - begin.epochMilliseconds) / span), at),
  );
  return (['employee', 'departmentHead', 'hr', 'administrator'] as const).map((role) => {
    const { id, name, account } = roles[role];
    return { role, personId: id, name, account, password: passwords.get(id) ?? '' };
  });
}

/** Deadlines run only in years whose holidays are known; in the sample the administrator says so where nobody else has. */
async function confirmYears(administrator: Doer, begin: Temporal.Instant, present: Temporal.Instant): Promise<void> {
  const [first, last] = [begin, present].map((instant) => instant.toZonedDateTimeISO(timeZone).year);
  for (let year = first ?? 0; year <= (last ?? 0); year += 1) {
    const { known, official } = await administrator.call(readCalendar, { employerId: null, year });
    if (known) continue;
    if (official) await administrator.call(importYear, { employerId: null, year });
    else await administrator.call(confirmYear, { employerId: null, year, complete: true });
  }
}

/** The company's working days as its calendar has them. */
async function readTimes(
  world: SampleWorld,
  reader: SamplePerson,
  begin: Temporal.Instant,
  present: Temporal.Instant,
): Promise<SampleTimes> {
  const first = begin.toZonedDateTimeISO(timeZone).toPlainDate();
  const last = present.toZonedDateTimeISO(timeZone).toPlainDate().add({ days: 75 });
  const calendars = new Map(
    await Promise.all(
      Array.from({ length: last.year - first.year + 1 }, async (_, index) => {
        const year = first.year + index;
        return [year, await world.as(reader.id).call(readCalendar, { employerId: null, year })] as const;
      }),
    ),
  );
  const days: Stretch[][] = [];
  for (let date = first; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    const calendar = calendars.get(date.year);
    const special = calendar?.days.find((day) => day.date === date.toString())?.day;
    const ordinary = calendar?.week[date.dayOfWeek - 1]?.segments ?? [];
    const segments =
      special?.kind === 'holiday'
        ? []
        : special?.kind === 'workday'
          ? (special.hours?.segments ?? (ordinary.length > 0 ? ordinary : (calendar?.week[0].segments ?? [])))
          : ordinary;
    const midnight = date.toZonedDateTime(timeZone).epochMilliseconds;
    const at = (wall: string) => midnight + (Number(wall.slice(0, 2)) * 60 + Number(wall.slice(3))) * 60_000;
    if (segments.length > 0) days.push(segments.map(({ from, to }) => [at(from), at(to)]));
  }
  const work = workingMinutes(days);
  const now = work.minuteOf(present);
  return {
    work,
    present: now,
    day: (work.dayStarts[1] ?? 480) - (work.dayStarts[0] ?? 0),
    workdays: work.dayStarts.flatMap((start, place) => (start < now ? [place] : [])),
  };
}
