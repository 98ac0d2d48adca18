import {
  act,
  confirmUrge,
  disputeUrge,
  readRequest,
  returnRequest,
  urge,
  withdrawRequest,
} from '#modules/approvals/contract/operations.ts';
import type { RequestView } from '#modules/approvals/contract/request.ts';
import { changeLeave, requestLeave } from '#modules/leave/contract/operations.ts';
import type { LeaveAsked } from '#modules/leave/contract/shapes.ts';
import {
  approvingWords,
  leaveHabits,
  pickHabit,
  rejectingWords,
  returningWords,
  urgingWords,
} from '../domain/leave-reasons.ts';
import type { SampleTimes } from './make-sample.ts';
import { receiveNotices } from './receive-notices.ts';
import { everybody, type SampleCompany, type SamplePerson } from './sample-company.ts';
import type { SampleWorld } from './sample-world.ts';

const timeZone = 'Asia/Shanghai';

/** What becomes of a request. Minutes are working minutes after the approver's device has got it. */
type Answered = {
  readonly end: 'approved' | 'rejected';
  readonly after: number;
  readonly urged?: 'app' | 'confirmed' | 'disputed';
};
export type LeaveCourse =
  | Answered
  | { readonly end: 'withdrawn' | 'returned'; readonly after: number }
  | { readonly end: 'open'; readonly urged?: 'app' | 'phone' };

/** Asks for leave and plans what follows. Gives the number of the request, or nothing where there is no free time. */
export type AskForLeave = (
  applicant: SamplePerson,
  course: LeaveCourse,
  kind?: string,
) => Promise<{ number: string; approver: SamplePerson } | undefined>;

/** Plans requests of all kinds over the whole time, and those that wait in the present. */
export function planLeave(world: SampleWorld, company: SampleCompany, times: SampleTimes): AskForLeave {
  const { random } = world;
  const { work, present, day } = times;
  const top = company.employers[0]?.departments[0]?.head;
  /** Workdays on which somebody is away or wants to be, as places in `work.dayStarts`. */
  const away = new Map<string, Set<number>>();
  const byId = (id: string) => company.employers.flatMap(({ people }) => people).find((person) => person.id === id);
  const minuteNow = () => work.minuteOf(world.now());
  const later = (minutes: number, what: () => Promise<void>) => world.plan(work.instantAt(minuteNow() + minutes), what);

  const freeSpan = (
    person: SamplePerson,
    halfDays: number,
    ahead: number,
  ): Pick<LeaveAsked, 'from' | 'to'> | undefined => {
    const today = work.dayStarts.findLastIndex((start) => start <= minuteNow());
    const booked = away.get(person.id) ?? new Set<number>();
    const last = (first: number) => first + Math.ceil(halfDays / 2) - 1;
    const isFree = (first: number) =>
      Array.from({ length: last(first) - first + 1 }, (_, index) => first + index).every((place) => !booked.has(place));
    const first = [0, 1, 2, 3, 4].map((shift) => today + ahead + shift).find(isFree);
    if (first === undefined) return undefined;
    const dateOf = (place: number) =>
      work
        .instantAt((work.dayStarts[place] ?? 0) + 1)
        .toZonedDateTimeISO(timeZone)
        .toPlainDate()
        .toString();
    for (let place = first; place <= last(first); place += 1) booked.add(place);
    away.set(person.id, booked);
    return {
      from: { date: dateOf(first), half: 'morning' },
      to: { date: dateOf(last(first)), half: halfDays % 2 === 1 ? 'morning' : 'afternoon' },
    };
  };

  /** The open task of the approver, as shown to them now. */
  const taskOf = async (approver: SamplePerson, requestId: string) => {
    if (approver.gone) return undefined;
    const { view, may } = await world.as(approver.id).call(readRequest, { requestId });
    const slotId = may.find(({ what }) => what === 'approve')?.slotId;
    return slotId === undefined ? undefined : { requestId, slotId, revision: view.revision };
  };

  const nextApprover = (view: RequestView) => {
    const open = view.steps.flatMap(({ slots }) => slots).find(({ state }) => state === 'open');
    return open && byId(open.personId);
  };

  const answer = async (approver: SamplePerson, requestId: string, outcome: 'approve' | 'reject') => {
    const task = await taskOf(approver, requestId);
    if (!task) return;
    const text = random.pick(outcome === 'approve' ? approvingWords : rejectingWords);
    const silent = outcome === 'approve' && random.chance(0.4);
    await world.as(approver.id).call(act, { ...task, outcome, ...(silent ? {} : { opinion: { text } }) });
    if (outcome === 'reject') return;
    // Long leave goes on to the supervisor above, who doesn't let it lie either.
    const { view } = await world.as(approver.id).call(readRequest, { requestId });
    const next = nextApprover(view);
    if (!next) return;
    later(4, () => receiveNotices(world, [next]));
    later(25, () => answer(next, requestId, 'approve'));
  };

  const remind = async (
    applicant: SamplePerson,
    approver: SamplePerson,
    requestId: string,
    how: 'app' | 'phone' | 'confirmed' | 'disputed',
  ) => {
    const task = await taskOf(approver, requestId);
    if (!task || applicant.gone) return;
    const { slotId } = task;
    if (how === 'app') {
      await world.as(applicant.id).call(urge, { requestId, text: random.pick(urgingWords) });
      return;
    }
    const happenedAt = world.now().subtract({ minutes: 3 }).toString();
    const { urgeId } = await world
      .as(applicant.id)
      .call(urge, { requestId, channel: 'phone', slotIds: [slotId], happenedAt, text: '已打电话提醒' });
    if (how === 'phone') return;
    later(12, async () => {
      const asked = { requestId, slotId, urgeId };
      if (how === 'confirmed') await world.as(approver.id).call(confirmUrge, asked);
      else await world.as(approver.id).call(disputeUrge, { ...asked, reason: '当时在开会，没有接到电话' });
    });
  };

  const follow = (
    applicant: SamplePerson,
    approver: SamplePerson,
    requestId: string,
    asked: LeaveAsked,
    course: LeaveCourse,
  ) => {
    later(random.between(2, 9), () => receiveNotices(world, [approver]));
    if (course.end === 'open') {
      const { urged } = course;
      if (urged) later(95, () => remind(applicant, approver, requestId, urged));
      return;
    }
    if (course.end === 'withdrawn') {
      later(course.after, async () => {
        if (applicant.gone || !(await taskOf(approver, requestId))) return;
        await world.as(applicant.id).call(withdrawRequest, { requestId, reason: '计划有变，不休了' });
      });
      return;
    }
    if (course.end === 'returned') {
      later(course.after, async () => {
        const task = await taskOf(approver, requestId);
        if (!task || applicant.gone) return;
        const opinion = { text: random.pick(returningWords) };
        await world.as(approver.id).call(returnRequest, { ...task, to: { kind: 'applicant' }, opinion });
        later(40, async () => {
          if (applicant.gone) return;
          const reason = `${asked.reason}（工作已交接给同组同事）`;
          await world.as(applicant.id).call(changeLeave, { ...asked, reason, requestId });
          later(6, () => receiveNotices(world, [approver]));
          later(50, () => answer(approver, requestId, 'approve'));
        });
      });
      return;
    }
    const { urged, after, end } = course as Answered;
    if (urged) later(Math.min(after - 30, 90), () => remind(applicant, approver, requestId, urged));
    later(after, () => answer(approver, requestId, end === 'approved' ? 'approve' : 'reject'));
  };

  const ask: AskForLeave = async (applicant, course, kind) => {
    if (applicant.gone) return undefined;
    const habit = leaveHabits.find((one) => one.kind === kind) ?? pickHabit(random);
    const span = freeSpan(applicant, random.pick(habit.halfDays), random.between(...habit.ahead));
    if (!span) return undefined;
    const asked = { kind: habit.kind, ...span, reason: random.pick(habit.reasons) };
    const { requestId, number } = await world.as(applicant.id).call(requestLeave, asked);
    const { view } = await world.as(applicant.id).call(readRequest, { requestId });
    const approver = nextApprover(view);
    if (!approver) throw new Error(`nobody in the sample decides ${number}`);
    follow(applicant, approver, requestId, asked, course);
    return { number, approver };
  };

  const anyCourse = (): LeaveCourse => {
    const luck = random.next();
    const after = random.between(12, Math.round(day * 0.6));
    if (luck < 0.07) return { end: 'rejected', after };
    if (luck < 0.12) return { end: 'withdrawn', after: random.between(20, 60) };
    if (luck < 0.16) return { end: 'returned', after: random.between(20, 90) };
    if (luck < 0.24) return { end: 'approved', after: random.between(150, 260), urged: 'app' };
    if (luck < 0.27) return { end: 'approved', after: random.between(150, 300), urged: 'confirmed' };
    if (luck < 0.29) return { end: 'approved', after: random.between(150, 300), urged: 'disputed' };
    return { end: 'approved', after };
  };

  // Ordinary life: two requests or so on each workday, by anybody but the four and whoever stands at the top.
  const four: readonly SamplePerson[] = Object.values(company.roles);
  // Who is away by right can't be late: those whose delays the sample tells of stay.
  const mayBeAway = (person: SamplePerson) =>
    person !== top &&
    !four.includes(person) &&
    (person.department.head !== person || person.employer === company.employers[0]);
  const usual = () => random.pick(everybody(company).filter(mayBeAway));
  for (const place of times.workdays.slice(1)) {
    for (let count = random.between(1, 3); count > 0; count -= 1) {
      const minute = (work.dayStarts[place] ?? 0) + random.between(10, day - 30);
      // What comes last would lie open in the present, half done, with people whom nobody looks at.
      if (minute > present - day * 0.7) continue;
      world.plan(work.instantAt(minute), async () => void (await ask(usual(), anyCourse())));
    }
  }
  // Each kind at least once.
  for (const [index, { kind }] of leaveHabits.entries()) {
    const minute = day * 1.2 + (index / leaveHabits.length) * Math.max(0, present - day * 3);
    world.plan(work.instantAt(minute), async () => {
      await ask(usual(), { end: 'approved', after: random.between(15, 120) }, kind);
    });
  }

  // The employee's and the others' of the same department: a past, and what waits on the department head's list now.
  const { employee, departmentHead, hr, administrator } = company.roles;
  const own: readonly [SamplePerson, number, LeaveCourse, string][] = [
    [employee, present * 0.12, { end: 'approved', after: 40 }, 'annual'],
    [employee, present * 0.35, { end: 'rejected', after: 70 }, 'personal'],
    [employee, present * 0.5, { end: 'approved', after: 200, urged: 'confirmed' }, 'personal'],
    [employee, present * 0.7, { end: 'returned', after: 60 }, 'lieu'],
    [departmentHead, day * 1.1, { end: 'approved', after: 90 }, 'lieu'],
    [hr, present * 0.45, { end: 'approved', after: 120 }, 'personal'],
    [administrator, present * 0.55, { end: 'approved', after: 60 }, 'annual'],
    [employee, present - 130, { end: 'open', urged: 'app' }, 'annual'],
  ];
  for (const [person, minute, course, kind] of own) {
    world.plan(work.instantAt(minute), async () => void (await ask(person, course, kind)));
  }
  const colleagues = everybody(company).filter(
    (person) => person !== employee && person.department === departmentHead.department && person !== departmentHead,
  );
  const waiting: readonly [number, LeaveCourse, string][] = [
    [day * 1.6, { end: 'open', urged: 'phone' }, 'annual'],
    [day - 35, { end: 'open', urged: 'app' }, 'personal'],
    [day * 0.5, { end: 'open' }, 'lieu'],
  ];
  for (const [index, [before, course, kind]] of waiting.entries()) {
    world.plan(work.instantAt(present - before), async () => {
      const still = colleagues.filter((person) => !person.gone);
      const applicant = still[index % still.length];
      if (applicant) await ask(applicant, course, kind);
    });
  }

  // Everybody's device confirms what was sent; the four have read all but the last hours'.
  for (const place of times.workdays.filter((workday) => workday % 20 === 15)) {
    world.plan(work.instantAt((work.dayStarts[place] ?? 0) + day - 5), async () => {
      await receiveNotices(world, everybody(company), { read: true });
    });
  }
  world.plan(work.instantAt(present - 200), async () => {
    await receiveNotices(world, everybody(company), { read: true });
  });
  world.plan(work.instantAt(present - 2), async () => {
    await receiveNotices(world, four);
  });
  return ask;
}
