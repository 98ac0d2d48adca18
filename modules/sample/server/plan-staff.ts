import { issueActivationCodes } from '#modules/access/contract/activation.ts';
import { setLanguage } from '#modules/access/contract/viewer.ts';
import { changePerson, markLeft, readPerson } from '#modules/directory/contract/people.ts';
import { activatePeople, type Recruiter } from './make-company.ts';
import type { SampleTimes } from './make-sample.ts';
import { everybody, type SampleCompany, type SampleEmployer, type SamplePerson } from './sample-company.ts';
import type { SampleWorld } from './sample-world.ts';

const timeZone = 'Asia/Shanghai';
const newcomers = 6;
const leavers = 4;

/** Plans who joins, who leaves, who gets another post; the last newcomer hasn't come yet, the next change still waits. */
export function planStaff(
  world: SampleWorld,
  company: SampleCompany,
  times: SampleTimes,
  recruiter: Recruiter,
  welcome: (person: SamplePerson) => Promise<void>,
): void {
  const { random } = world;
  const { work, workdays } = times;
  const untouchable: readonly SamplePerson[] = [
    ...Object.values(company.roles),
    ...company.hrOf,
    company.generalOffice,
    ...company.employers.flatMap(({ departments }) => departments.flatMap(({ head }) => (head ? [head] : []))),
  ];
  const ordinary = () => random.pick(everybody(company).filter((person) => !untouchable.includes(person)));
  const hrOf = (employer: SampleEmployer): SamplePerson =>
    company.hrOf[company.employers.indexOf(employer)] ?? company.roles.hr;
  const today = () => world.now().toZonedDateTimeISO(timeZone).toPlainDate();
  /** A minute of some workday, by its place in the whole time: 0 the first, 1 the last. */
  const minuteAt = (share: number, minutesIntoDay: number) =>
    work.instantAt((work.dayStarts[workdays[Math.floor(share * (workdays.length - 1))] ?? 0] ?? 0) + minutesIntoDay);

  for (let count = 0; count < newcomers; count += 1) {
    const last = count === newcomers - 1;
    world.plan(minuteAt(last ? 1 : (count + 0.6) / newcomers, last ? 10 : 15), async () => {
      const { department, post, supervisor } = ordinary();
      const hr = world.as(hrOf(department.employer).id);
      const staffType = random.chance(0.25) ? 'intern' : 'probation';
      const person = await recruiter.add(hr, department, {
        post,
        supervisor: supervisor?.gone ? undefined : supervisor,
        staffType,
        entryDate: today().toString(),
      });
      if (last) {
        person.gone = true; // Has a code and hasn't come: does nothing in the sample.
        await hr.call(issueActivationCodes, { who: { kind: 'people', personIds: [person.id] }, delivery: 'slips' });
        return;
      }
      await activatePeople(world, hr, [person], new Map());
      await welcome(person);
    });
  }

  for (let count = 0; count < leavers; count += 1) {
    const leaves = ordinary();
    const gone = minuteAt((count + 0.8) / leavers, times.day - 15);
    world.plan(minuteAt((count + 0.5) / leavers, 120), async () => {
      const { revision } = await world.as(hrOf(leaves.employer).id).call(readPerson, { personId: leaves.id });
      await world.as(hrOf(leaves.employer).id).call(markLeft, {
        personId: leaves.id,
        revision,
        lastDay: gone.toZonedDateTimeISO(timeZone).toPlainDate().toString(),
        successorId: leaves.supervisor?.gone ? null : (leaves.supervisor?.id ?? null),
      });
    });
    world.plan(gone, async () => {
      leaves.gone = true;
    });
  }

  const change = (share: number, jobTitle: string, daysAhead: number) =>
    world.plan(minuteAt(share, 200), async () => {
      const person = ordinary();
      const hr = world.as(hrOf(person.employer).id);
      const { revision } = await hr.call(readPerson, { personId: person.id });
      await hr.call(changePerson, {
        personId: person.id,
        revision,
        on: today().add({ days: daysAhead }).toString(),
        change: { jobTitle: `${jobTitle}${person.post}` },
      });
    });
  change(0.3, '资深', 0);
  change(0.55, '高级', 3);
  change(0.75, '代班', 1);
  change(0.97, '首席', 12);

  const english = everybody(company).find(({ name }) => /^[A-Z]/i.test(name));
  if (english) {
    world.plan(minuteAt(0, 240), async () => {
      await world.as(english.id).call(setLanguage, { language: 'en' });
    });
  }
}
