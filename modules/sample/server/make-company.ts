import { pinyin } from 'pinyin-pro';
import { activate, issueActivationCodes } from '#modules/access/contract/activation.ts';
import { assignRole } from '#modules/access/contract/assignments.ts';
import {
  openBreakGlass,
  readBreakGlass,
  reviewBreakGlass,
  sealBreakGlass,
} from '#modules/access/contract/break-glass.ts';
import { builtInRoles } from '#modules/access/contract/built-in-roles.ts';
import { approveGrants, readRoles } from '#modules/access/contract/permissions.ts';
import { createRole } from '#modules/access/contract/roles.ts';
import { setUpCompany } from '#modules/admin/contract/set-up.ts';
import {
  changeDepartment,
  createDepartment,
  readDepartment,
  readTree,
} from '#modules/directory/contract/departments.ts';
import { changePerson, createPerson, readPerson } from '#modules/directory/contract/people.ts';
import { createPost } from '#modules/directory/contract/posts.ts';
import type { StaffType } from '#modules/directory/contract/shapes.ts';
import { companyTitle, type DepartmentPlan, employerPlans } from '../domain/company-plan.ts';
import { type MadeName, personNames } from '../domain/person-names.ts';
import { randomPassword } from './random-password.ts';
import type { SampleCompany, SampleDepartment, SampleEmployer, SamplePerson } from './sample-company.ts';
import type { Doer, SampleWorld } from './sample-world.ts';
import { someAtATime } from './some-at-a-time.ts';

/** Posts of those whom the sample names by what they do. */
const posts = {
  administrator: '系统管理员',
  generalOffice: '办公室主任',
  groupHr: '人力资源总监',
  hr: '人事主管',
  departmentHead: '市场销售部经理',
  employee: '销售专员',
} as const;

/** Adds people one by one, with names, numbers and dates that nobody has twice. */
export interface Recruiter {
  /** Adds somebody as HR does it; without a day of entry it lies in the past years. */
  add(
    by: Doer,
    department: SampleDepartment,
    person: { post: string; supervisor: SamplePerson | undefined; staffType?: StaffType; entryDate?: string },
  ): Promise<SamplePerson>;
}

/** Gives an activation code to these people, who use it at once, some at a time. Passwords nobody has asked for aren't kept. */
export async function activatePeople(
  world: SampleWorld,
  by: Doer,
  people: readonly SamplePerson[],
  passwords: Map<string, string>,
): Promise<void> {
  const personIds = people.map((person) => person.id);
  const { codes } = await by.call(issueActivationCodes, { who: { kind: 'people', personIds }, delivery: 'slips' });
  await someAtATime(codes, async ({ code, account, personId }) => {
    const password = randomPassword();
    await world.visitor.call(activate, { code, account, password });
    if (passwords.has(personId)) passwords.set(personId, password);
  });
}

/** Whoever reviews permissions looks at what the first administrator did alone. */
export async function reviewSetUp(reviewer: Doer): Promise<void> {
  const { openings } = await reviewer.call(readBreakGlass, {});
  for (const { id: glassId } of openings) {
    await reviewer.call(reviewBreakGlass, { glassId, finding: '首次设置的授权已逐项核对，无误' });
  }
}

/** Sets the company up in the browser's way and fills it with departments and people. Nobody but the administrator has come yet. */
export async function makeCompany(
  world: SampleWorld,
  setUpSecret: string,
  administratorsPassword: string,
): Promise<{ company: SampleCompany; recruiter: Recruiter }> {
  const { random } = world;
  const today = world.now().toZonedDateTimeISO('Asia/Shanghai').toPlainDate();
  const names = personNames(random, 140).values();
  const accounts = new Set<string>();
  let number = 0;

  const nextName = (): MadeName & { account: string } => {
    const { value } = names.next();
    if (!value) throw new Error('the sample has more people than names');
    const spelt = value.spelt ?? pinyin(value.name, { toneType: 'none', type: 'array', v: true }).join('');
    let account = spelt;
    for (let again = 2; accounts.has(account); again += 1) account = `${spelt}${again}`;
    accounts.add(account);
    return { ...value, account };
  };

  const first = nextName();
  const { personId: administratorId, employerIds } = await world.visitor.call(setUpCompany, {
    secret: setUpSecret,
    companyName: companyTitle,
    employers: employerPlans.map(({ name, shortName, place }) => ({ name, shortName, place })),
    administrator: { name: first.name, account: first.account, password: administratorsPassword },
  });
  const administrator = world.as(administratorId);
  const { departments: tops } = await administrator.call(readTree, { levels: 3 });

  const postIds = new Map<string, Promise<string>>();
  const postOf = (employer: SampleEmployer, name: string): Promise<string> => {
    const key = `${employer.id} ${name}`;
    const made =
      postIds.get(key) ??
      administrator.call(createPost, { name, employerId: employer.id }).then(({ postId }) => postId);
    postIds.set(key, made);
    return made;
  };

  const fieldsOf = async (
    department: SampleDepartment,
    person: Parameters<Recruiter['add']>[2],
    { account, gender }: Pick<MadeName, 'gender'> & { account: string },
  ) => {
    number += 1;
    const entered = person.entryDate ?? today.subtract({ days: random.between(120, 12 * 365) }).toString();
    const entry = Temporal.PlainDate.from(entered);
    const staffType = person.staffType ?? 'regular';
    return {
      jobTitle: person.post,
      phone: `+86140000${String(10_000 + number * 37).padStart(5, '0')}`,
      email: `${account}@yanhe.example`,
      staffNumber: `YH${String(number).padStart(4, '0')}`,
      staffType,
      gender,
      entryDate: entered,
      firstWorkDate: entry.subtract({ days: random.between(0, 6 * 365) }).toString(),
      probationEnd: staffType === 'probation' ? entry.add({ months: 3 }).toString() : null,
      contractEnd: staffType === 'intern' ? entry.add({ months: 6 }).toString() : entry.add({ years: 15 }).toString(),
      workPlace: employerPlans.find(({ name }) => name === department.employer.name)?.place ?? null,
      departments: [{ departmentId: department.id, main: true }],
      posts: [{ postId: await postOf(department.employer, person.post), departmentId: department.id }],
      supervisorId: person.supervisor?.id ?? null,
    };
  };

  const remember = (
    id: string,
    { name, account }: { name: string; account: string },
    department: SampleDepartment,
    { post, supervisor, staffType = 'regular' }: Parameters<Recruiter['add']>[2],
  ): SamplePerson => {
    const { employer } = department;
    const person = { id, name, account, post, employer, department, supervisor, staffType, gone: false };
    department.people.push(person);
    employer.people.push(person);
    return person;
  };

  const recruiter: Recruiter = {
    add: async (by, department, person) => {
      const named = nextName();
      const { personId } = await by.call(createPerson, {
        employerId: department.employer.id,
        account: named.account,
        name: named.name,
        ...(await fieldsOf(department, person, named)),
      });
      return remember(personId, named, department, person);
    },
  };

  /** The administrator is there already: only the rest is filled in. */
  const fillIn = async (department: SampleDepartment, person: Parameters<Recruiter['add']>[2]) => {
    const { revision } = await administrator.call(readPerson, { personId: administratorId });
    const change = await fieldsOf(department, person, first);
    await administrator.call(changePerson, { personId: administratorId, revision, change });
    return remember(administratorId, first, department, person);
  };

  const lead = async (department: SampleDepartment, post: string, supervisor: SamplePerson | undefined) => {
    department.head = await recruiter.add(administrator, department, { post, supervisor });
    const { revision } = await administrator.call(readDepartment, { departmentId: department.id });
    await administrator.call(changeDepartment, {
      departmentId: department.id,
      revision,
      change: { headIds: [department.head.id] },
    });
    return department.head;
  };

  const build = async (
    plan: DepartmentPlan,
    employer: SampleEmployer,
    above: SampleDepartment,
    sort: number,
  ): Promise<void> => {
    const { departmentId } = await administrator.call(createDepartment, { name: plan.name, parentId: above.id, sort });
    const department: SampleDepartment = {
      id: departmentId,
      name: plan.name,
      employer,
      above,
      people: [],
      head: undefined,
    };
    employer.departments.push(department);
    const head = await lead(department, plan.head, above.head);
    for (const post of plan.posts) {
      if (post === posts.administrator) {
        await fillIn(department, { post, supervisor: head });
        continue;
      }
      const staffType: StaffType =
        plan.lent && random.chance(0.3) ? random.pick(['dispatched', 'outsourced']) : 'regular';
      await recruiter.add(administrator, department, { post, supervisor: head, staffType });
    }
    for (const [place, below] of (plan.below ?? []).entries()) await build(below, employer, department, place + 1);
  };

  const employers: SampleEmployer[] = [];
  for (const [index, plan] of employerPlans.entries()) {
    const id = employerIds[index] ?? '';
    const employer: SampleEmployer = { id, name: plan.name, shortName: plan.shortName, departments: [], people: [] };
    const rootId = tops.find(({ employerId }) => employerId === id)?.id ?? '';
    const root: SampleDepartment = {
      id: rootId,
      name: plan.name,
      employer,
      above: undefined,
      people: [],
      head: undefined,
    };
    employer.departments.push(root);
    await lead(root, plan.head, employers[0]?.departments[0]?.head);
    for (const [place, department] of plan.departments.entries()) await build(department, employer, root, place + 1);
    employers.push(employer);
  }

  const holder = (employer: SampleEmployer | undefined, post: string): SamplePerson => {
    const found = employer?.people.find((person) => person.post === post);
    if (!found) throw new Error(`nobody in the sample is ${post}`);
    return found;
  };
  const [group, hotel, factory] = employers;
  const hrOf = [holder(group, posts.groupHr), holder(hotel, posts.hr), holder(factory, posts.hr)];
  const generalOffice = holder(group, posts.generalOffice);
  // There is no second person yet: the sealed code stands in, and whoever is then the second one reviews it.
  const { code } = await administrator.call(sealBreakGlass, {});
  await administrator.call(openBreakGlass, { code, reason: '首次设置：还没有第二位可以同意的人' });
  const [reviewer] = hrOf;
  if (!reviewer) throw new Error('the sample has no HR');
  const { roleId: reviewing } = await administrator.call(createRole, {
    name: { zh: '权限复核人', en: 'Reviewer of permissions' },
    permissions: [approveGrants, readRoles].map(({ name }) => ({ permission: name, reach: 'company' as const })),
  });
  await administrator.call(assignRole, { roleId: reviewing, to: { kind: 'person', personId: reviewer.id } });
  for (const hr of hrOf) {
    await administrator.call(assignRole, {
      roleId: builtInRoles.hr,
      to: { kind: 'person', personId: hr.id },
      scope: { kind: 'employers', employerIds: [hr.employer.id] },
    });
  }
  await administrator.call(assignRole, {
    roleId: builtInRoles.generalOffice,
    to: { kind: 'person', personId: generalOffice.id },
    scope: { kind: 'company' },
  });
  return {
    company: {
      employers,
      hrOf,
      generalOffice,
      roles: {
        employee: holder(hotel, posts.employee),
        departmentHead: holder(hotel, posts.departmentHead),
        hr: holder(hotel, posts.hr),
        administrator: holder(group, posts.administrator),
      },
    },
    recruiter,
  };
}
