import { type DepartmentPath, writeDepartmentPath } from './department-path.ts';
import type { ImportField } from './headings.ts';
import { mobileNumber } from './mobile-number.ts';
import { NO_FIELDS, PERSON_FIELDS, type PersonField, type PersonFields } from './person-fields.ts';
import { type Problem, type ProblemCode, problem } from './problems.ts';
import type { PeopleRead, PersonRow } from './read-people.ts';

export type ExistingPerson = {
  readonly id: string;
  readonly account: string;
  readonly fields: PersonFields;
  /** Main department first. */
  readonly departmentIds: readonly string[];
  readonly headOfIds: readonly string[];
  readonly deputyOfIds: readonly string[];
  readonly supervisorId: string | null;
};

/** The directory as an import needs it: everybody whose account, number or address is taken, also closed accounts. */
export type ExistingDirectory = {
  /** Differs whenever anything else in here differs. */
  readonly revision: string;
  /** The root department: the company. */
  readonly company: { readonly id: string; readonly name: string };
  /** Without the root; parents may stand after their children. `outsideId` is the integer id that integrations use. */
  readonly departments: readonly {
    readonly id: string;
    readonly parentId: string;
    readonly name: string;
    readonly outsideId: number | null;
  }[];
  readonly people: readonly ExistingPerson[];
  readonly employers: readonly string[];
  readonly posts: readonly string[];
};

export type PlanOptions = {
  /** false: a department that doesn't exist is an error. */
  readonly createDepartments?: boolean;
  /** Another name of the company at the beginning of paths. */
  readonly companyAlias?: string;
};

/** A department that is there, or one of `departmentsToCreate` by its key. */
export type DepartmentRef = { readonly id: string } | { readonly newKey: string };
/** A person who is there, or one of `create` by account. */
export type PersonRef = { readonly id: string } | { readonly newAccount: string };

export type PlannedDepartment = {
  readonly newKey: string;
  readonly name: string;
  readonly parent: DepartmentRef;
  /** Names from the top, for reading. */
  readonly path: string;
};
export type PlannedPerson = {
  readonly row: number;
  readonly account: string;
  readonly fields: PersonFields;
  readonly departments: readonly DepartmentRef[];
  readonly headOf: readonly DepartmentRef[];
  readonly deputyOf: readonly DepartmentRef[];
  readonly supervisor: PersonRef | null;
};
/** One changed field in words: paths joined by `;`, the supervisor as account, nothing as ''. */
export type FieldChange = {
  readonly field: PersonField | 'departments' | 'headOf' | 'deputyOf' | 'supervisor';
  readonly from: string;
  readonly to: string;
};
export type PlannedChange = {
  readonly row: number;
  readonly personId: string;
  readonly account: string;
  readonly name: string;
  readonly changes: readonly FieldChange[];
  /** What to write: only what changes. */
  readonly fields: Partial<PersonFields>;
  readonly departments?: readonly DepartmentRef[];
  readonly headOf?: readonly DepartmentRef[];
  readonly deputyOf?: readonly DepartmentRef[];
  readonly supervisor?: PersonRef | null;
};
export type PlannedNothing = {
  readonly row: number;
  readonly personId: string;
  readonly account: string;
  readonly name: string;
};

export type ImportPlan = {
  readonly create: readonly PlannedPerson[];
  readonly change: readonly PlannedChange[];
  readonly unchanged: readonly PlannedNothing[];
  /** Parents before children, in order of first mention. */
  readonly departmentsToCreate: readonly PlannedDepartment[];
  /** People of the directory that the file doesn't name; an import leaves them as they are. */
  readonly absent: readonly { readonly personId: string; readonly account: string; readonly name: string }[];
  /** By row; those of the whole file first. */
  readonly problems: readonly Problem[];
  /** All or nothing: false as soon as one problem is an error. */
  readonly applicable: boolean;
};

/** Says what an import of these people would do to this directory. The same input always gives the same plan. */
export function planImport(existing: ExistingDirectory, people: PeopleRead, options: PlanOptions = {}): ImportPlan {
  return new Planner(existing, people, options).plan();
}

type Known = {
  readonly key: string;
  readonly account: string;
  readonly name: string;
  readonly existing: ExistingPerson | undefined;
  readonly row: PersonRow | undefined;
};

class Planner {
  private readonly existing: ExistingDirectory;
  private readonly people: PeopleRead;
  private readonly options: PlanOptions;
  private readonly problems: Problem[];
  private readonly brokenRows = new Set<number>();
  private readonly departments: DepartmentFinder;
  /** Everybody there will be, by account in lower case. */
  private readonly known = new Map<string, Known>();
  private readonly keyOfId = new Map<string, string>();
  private readonly keysOfName = new Map<string, string[]>();

  constructor(existing: ExistingDirectory, people: PeopleRead, options: PlanOptions) {
    this.existing = existing;
    this.people = people;
    this.options = options;
    this.problems = [...people.problems];
    this.departments = new DepartmentFinder(existing, options);
  }

  plan(): ImportPlan {
    const named = this.meetPeople();
    for (const row of named) this.checkChoices(row);
    this.checkCommonRoot(named);
    const belongs = new Map(named.map((row) => [row, this.resolveDepartments(row)] as const));
    const heads = new Map(named.map((row) => [row, this.resolveHeads(row, belongs.get(row), 'headOf')] as const));
    const deputies = new Map(named.map((row) => [row, this.resolveHeads(row, belongs.get(row), 'deputyOf')] as const));
    const supervisors = new Map(named.map((row) => [row, this.resolveSupervisor(row)] as const));
    this.checkCycles(named, supervisors);
    for (const field of ['phone', 'email', 'staffNumber'] as const) this.checkUnique(named, field);

    const create: PlannedPerson[] = [];
    const change: PlannedChange[] = [];
    const unchanged: PlannedNothing[] = [];
    for (const row of named) {
      if (row.broken || this.brokenRows.has(row.row)) continue;
      const there = this.known.get(row.account.toLowerCase())?.existing;
      const departments = belongs.get(row);
      const top = { headOf: heads.get(row), deputyOf: deputies.get(row) };
      const supervisor = supervisors.get(row);
      if (there === undefined) {
        create.push({
          row: row.row,
          account: row.account,
          fields: { ...NO_FIELDS, ...row.fields },
          departments: departments ?? [{ id: this.existing.company.id }],
          headOf: top.headOf ?? [],
          deputyOf: top.deputyOf ?? [],
          supervisor: supervisor ? this.personRef(supervisor) : null,
        });
        continue;
      }
      const who = { row: row.row, personId: there.id, account: there.account, name: row.name };
      const changed = this.compare(there, row, departments, top, supervisor);
      if (changed.changes.length > 0) change.push({ ...who, ...changed });
      else unchanged.push(who);
    }
    const inFile = new Set(named.map((row) => row.account.toLowerCase()));
    const problems = inOrder(this.problems);
    return {
      create,
      change,
      unchanged,
      departmentsToCreate: this.departments.created,
      absent: this.existing.people
        .filter((person) => !inFile.has(person.account.toLowerCase()))
        .map((person) => ({ personId: person.id, account: person.account, name: person.fields.name })),
      problems,
      applicable: !problems.some((found) => found.severity === 'error'),
    };
  }

  private tell(
    row: PersonRow,
    code: ProblemCode,
    field: ImportField,
    facts: Readonly<Record<string, string | number>>,
  ): void {
    const place = this.people.places[field];
    const found = problem(code, { sheet: this.people.sheet || undefined, row: row.row, ...place }, facts);
    if (found.severity === 'error') this.brokenRows.add(row.row);
    this.problems.push(found);
  }

  /** Gathers who there is and who is named; returns the rows with an account of their own. */
  private meetPeople(): PersonRow[] {
    for (const person of this.existing.people) {
      const key = person.account.toLowerCase();
      this.keyOfId.set(person.id, key);
      this.known.set(key, { key, account: person.account, name: person.fields.name, existing: person, row: undefined });
    }
    const named: PersonRow[] = [];
    for (const row of this.people.rows) {
      if (row.account === '') continue;
      const key = row.account.toLowerCase();
      const earlier = this.known.get(key);
      if (earlier?.row) {
        const facts = { value: row.account, otherRow: earlier.row.row, other: earlier.row.account };
        this.tell(row, 'account.twice', 'account', facts);
        continue;
      }
      if (earlier && earlier.account !== row.account) {
        this.tell(row, 'account.case', 'account', { value: row.account, other: earlier.account });
      }
      this.known.set(key, {
        key,
        account: earlier?.account ?? row.account,
        name: row.name || (earlier?.name ?? ''),
        existing: earlier?.existing,
        row,
      });
      named.push(row);
    }
    for (const { key, name } of this.known.values()) {
      const keys = this.keysOfName.get(name);
      if (keys) keys.push(key);
      else this.keysOfName.set(name, [key]);
    }
    return named;
  }

  /** Employers and posts are never created by an import. */
  private checkChoices(row: PersonRow): void {
    const { employer, posts } = row.fields;
    if (employer && !this.existing.employers.includes(employer)) {
      const known = this.existing.employers.join('、');
      this.tell(row, 'employer.unknown', 'employer', { value: employer, known });
    }
    for (const post of posts?.split(';') ?? []) {
      if (!this.existing.posts.includes(post)) this.tell(row, 'post.unknown', 'post', { value: post });
    }
  }

  private checkCommonRoot(named: readonly PersonRow[]): void {
    const paths = named.flatMap((row) => row.departments ?? []);
    const first = paths[0]?.[0];
    if (first === undefined || this.departments.find([first])) return;
    if (paths.length < 3 || !paths.every((path) => path[0] === first) || !paths.some((path) => path.length > 1)) return;
    const facts = { value: first, company: this.existing.company.name };
    const { row: _, ...place } = { row: 0, ...this.people.places.departments };
    this.problems.push(problem('department.common_root', { sheet: this.people.sheet || undefined, ...place }, facts));
  }

  /** Undefined where the file doesn't say and the person is left where they are. */
  private resolveDepartments(row: PersonRow): DepartmentRef[] | undefined {
    if (row.departments === undefined) {
      const isNew = this.known.get(row.account.toLowerCase())?.existing === undefined;
      if (isNew && !row.broken) this.tell(row, 'department.none', 'departments', {});
      return undefined;
    }
    const refs: DepartmentRef[] = [];
    for (const path of row.departments) {
      const found = this.departments.find(path);
      if (found === undefined && this.options.createDepartments === false) {
        this.tell(row, 'department.unknown', 'departments', { value: writeDepartmentPath(path) });
        continue;
      }
      const ref = found ?? this.departments.create(path);
      if (!refs.some((other) => sameRef(other, ref))) refs.push(ref);
    }
    return refs;
  }

  private resolveHeads(
    row: PersonRow,
    belongs: readonly DepartmentRef[] | undefined,
    field: 'headOf' | 'deputyOf',
  ): DepartmentRef[] | undefined {
    const said = row[field];
    if (said === undefined) return undefined;
    const there = this.known.get(row.account.toLowerCase())?.existing;
    const own =
      belongs ?? there?.departmentIds.map((id) => ({ id })) ?? ([{ id: this.existing.company.id }] as DepartmentRef[]);
    if (said.kind === 'answers') {
      const { answers, text } = said;
      if (answers.every((answer) => !answer)) return [];
      if (answers.length === own.length) return own.filter((_, index) => answers[index]);
      if (answers.length === 1) {
        this.tell(row, 'head.main_only', field, { value: text, departments: own.length });
        return own.slice(0, 1);
      }
      const facts = { value: text, answers: answers.length, departments: own.length };
      this.tell(row, 'head.count', field, facts);
      return undefined;
    }
    const refs: DepartmentRef[] = [];
    for (const path of said.paths) {
      const value = writeDepartmentPath(path);
      // Heading a department never creates it: a name of a person here would become a department.
      const ref = this.departments.find(path) ?? this.departments.ofBareName(path, own);
      if (ref === undefined) {
        this.tell(row, 'head.unknown_department', field, { value });
        continue;
      }
      if (!own.some((other) => sameRef(other, ref))) this.tell(row, 'head.not_member', field, { value });
      if (!refs.some((other) => sameRef(other, ref))) refs.push(ref);
    }
    return refs;
  }

  /** The supervisor's key; null: none; undefined: the file doesn't say, or can't be understood. */
  private resolveSupervisor(row: PersonRow): string | null | undefined {
    const text = row.supervisor;
    if (text === undefined || text === null) return text;
    const bracketed = /^(.*?)\s*[(（]([^()（）]+)[)）]$/.exec(text);
    for (const account of [text, bracketed?.[2]]) {
      const key = account?.trim().toLowerCase();
      if (key !== undefined && this.known.has(key)) return key;
    }
    const candidates = this.keysOfName.get(text) ?? [];
    if (candidates.length === 1) return candidates[0];
    if (candidates.length === 0) this.tell(row, 'supervisor.unknown', 'supervisor', { value: text });
    else {
      const accounts = candidates.slice(0, 10).map((key) => this.known.get(key)?.account ?? key);
      const more = candidates.length > 10 ? '…' : '';
      this.tell(row, 'supervisor.ambiguous', 'supervisor', { value: text, candidates: accounts.join('、') + more });
    }
    return undefined;
  }

  /** Every circle that a row of the file is part of, told once, at the first of its rows. */
  private checkCycles(
    named: readonly PersonRow[],
    supervisors: ReadonlyMap<PersonRow, string | null | undefined>,
  ): void {
    const above = new Map<string, string>();
    for (const person of this.existing.people) {
      const key = person.supervisorId === null ? undefined : this.keyOfId.get(person.supervisorId);
      if (key !== undefined) above.set(person.account.toLowerCase(), key);
    }
    for (const [row, supervisor] of supervisors) {
      const key = row.account.toLowerCase();
      if (supervisor) above.set(key, supervisor);
      else if (supervisor === null) above.delete(key);
    }
    const settled = new Set<string>();
    for (const row of named) {
      const start = row.account.toLowerCase();
      const chain: string[] = [];
      const placeInChain = new Map<string, number>();
      let key: string | undefined = start;
      while (key !== undefined && !settled.has(key) && !placeInChain.has(key)) {
        placeInChain.set(key, chain.length);
        chain.push(key);
        key = above.get(key);
      }
      for (const passed of chain) settled.add(passed);
      const from = key === undefined ? undefined : placeInChain.get(key);
      if (from !== undefined) this.tellCycle(chain.slice(from));
    }
  }

  private tellCycle(circle: readonly string[]): void {
    const rows = circle.map((key) => this.known.get(key)?.row).filter((row) => row !== undefined);
    const first = rows.reduce<PersonRow | undefined>(
      (best, row) => (best && best.row < row.row ? best : row),
      undefined,
    );
    if (first === undefined) return;
    const start = circle.indexOf(first.account.toLowerCase());
    const names = [...circle.slice(start), ...circle.slice(0, start)].map((key) => {
      const person = this.known.get(key);
      return `${person?.name}(${person?.account})`;
    });
    const shown = names.length > 12 ? [...names.slice(0, 11), '…'] : names;
    this.tell(first, 'supervisor.cycle', 'supervisor', { cycle: [...shown, names[0]].join(' → ') });
  }

  /** Nobody may end up with a number or address of somebody else; two rows may exchange theirs. */
  private checkUnique(named: readonly PersonRow[], field: 'phone' | 'email' | 'staffNumber'): void {
    const owners = new Map<string, Known>();
    const inFile = new Set<string>();
    for (const row of named) if (row.fields[field] !== undefined) inFile.add(row.account.toLowerCase());
    for (const person of this.existing.people) {
      const key = person.account.toLowerCase();
      const owner = this.known.get(key);
      const value = this.uniqueValue(owner, field, person.fields[field]);
      if (value && owner && !inFile.has(key)) owners.set(value, { ...owner, row: undefined });
    }
    for (const row of named) {
      const written = row.fields[field];
      const self = this.known.get(row.account.toLowerCase());
      const value = this.uniqueValue(self, field, written);
      if (!written || !value || !self) continue;
      const owner = owners.get(value);
      const place: ImportField =
        field === 'email' && this.people.places.companyEmail !== undefined ? 'companyEmail' : field;
      if (owner === undefined) owners.set(value, self);
      else if (owner.row) {
        const other = `${owner.name}(${owner.account})`;
        this.tell(row, 'value.twice', place, { value: written, otherRow: owner.row.row, other });
      } else this.tell(row, 'value.taken', place, { value: written, other: owner.account });
    }
  }

  /** Staff numbers are unique within an employer, the others everywhere; none of them differs by case. */
  private uniqueValue(
    person: Known | undefined,
    field: 'phone' | 'email' | 'staffNumber',
    value?: string | null,
  ): string {
    const plain = comparable(field, value).toLowerCase();
    if (field !== 'staffNumber' || plain === '') return plain;
    const employer = person?.row?.fields.employer ?? person?.existing?.fields.employer ?? '';
    return `${employer}\n${plain}`;
  }

  private personRef(key: string): PersonRef | null {
    const person = this.known.get(key);
    if (!person) return null;
    return person.existing ? { id: person.existing.id } : { newAccount: person.account };
  }

  private compare(
    there: ExistingPerson,
    row: PersonRow,
    departments: readonly DepartmentRef[] | undefined,
    top: Readonly<Record<'headOf' | 'deputyOf', readonly DepartmentRef[] | undefined>>,
    supervisor: string | null | undefined,
  ): Omit<PlannedChange, 'row' | 'personId' | 'account' | 'name'> {
    const changes: FieldChange[] = [];
    const fields: Record<string, string | null> = {};
    for (const field of PERSON_FIELDS) {
      const to = row.fields[field];
      const from = there.fields[field];
      if (to === undefined || comparable(field, to) === comparable(field, from)) continue;
      changes.push({ field, from: from ?? '', to: to ?? '' });
      fields[field] = to;
    }
    const told = (refs: readonly DepartmentRef[]) => refs.map((ref) => this.departments.written(ref)).join(';');
    const before = there.departmentIds.map((id) => ({ id }));
    const newDepartments = departments && !sameList(departments, before) ? departments : undefined;
    if (newDepartments) changes.push({ field: 'departments', from: told(before), to: told(newDepartments) });
    const newTop: { headOf?: readonly DepartmentRef[]; deputyOf?: readonly DepartmentRef[] } = {};
    for (const field of ['headOf', 'deputyOf'] as const) {
      const topBefore = there[`${field}Ids`].map((id) => ({ id }));
      const wanted = top[field];
      if (!wanted || sameSet(wanted, topBefore)) continue;
      newTop[field] = wanted;
      changes.push({ field, from: told(topBefore), to: told(wanted) });
    }
    const supervisorBefore = there.supervisorId === null ? null : (this.keyOfId.get(there.supervisorId) ?? null);
    const newSupervisor = supervisor !== undefined && supervisor !== supervisorBefore;
    if (newSupervisor) {
      const account = (key: string | null) => (key === null ? '' : (this.known.get(key)?.account ?? ''));
      changes.push({ field: 'supervisor', from: account(supervisorBefore), to: account(supervisor) });
    }
    return {
      changes,
      fields: fields as Partial<PersonFields>,
      ...(newDepartments ? { departments: newDepartments } : {}),
      ...newTop,
      ...(newSupervisor ? { supervisor: supervisor === null ? null : this.personRef(supervisor) } : {}),
    };
  }
}

/** Finds departments by path, and remembers those that have to be created. */
class DepartmentFinder {
  readonly created: PlannedDepartment[] = [];
  private readonly company: ExistingDirectory['company'];
  private readonly roots: ReadonlySet<string>;
  private readonly byPlace = new Map<string, DepartmentRef>();
  private readonly byId = new Map<string, ExistingDirectory['departments'][number]>();
  private readonly byOutsideId = new Map<string, DepartmentRef>();
  private readonly createdByKey = new Map<string, PlannedDepartment>();

  constructor(existing: ExistingDirectory, options: PlanOptions) {
    this.company = existing.company;
    this.roots = new Set([existing.company.name, options.companyAlias ?? existing.company.name].map(folded));
    for (const department of existing.departments) {
      this.byId.set(department.id, department);
      const place = placeKey({ id: department.parentId }, department.name);
      if (!this.byPlace.has(place)) this.byPlace.set(place, { id: department.id });
      if (department.outsideId !== null) this.byOutsideId.set(String(department.outsideId), { id: department.id });
    }
  }

  /** The department at a path, with or without the company in front; a bare number can be an integer id. */
  find(path: DepartmentPath): DepartmentRef | undefined {
    const { ref, rest } = this.walk(path);
    if (rest.length === 0) return ref;
    return path.length === 1 ? this.byOutsideId.get(path[0] ?? '') : undefined;
  }

  create(path: DepartmentPath): DepartmentRef {
    const walked = this.walk(path);
    let ref = walked.ref;
    for (const name of walked.rest) {
      const newKey = placeKey(ref, name);
      const above = 'newKey' in ref || ref.id !== this.company.id ? `${this.written(ref)}/` : '';
      const department = { newKey, name, parent: ref, path: above + writeDepartmentPath([name]) };
      this.created.push(department);
      this.createdByKey.set(newKey, department);
      ref = { newKey };
      this.byPlace.set(newKey, ref);
    }
    return ref;
  }

  /** One of a person's own departments by its last name alone. */
  ofBareName(path: DepartmentPath, own: readonly DepartmentRef[]): DepartmentRef | undefined {
    if (path.length !== 1) return undefined;
    const fitting = own.filter((ref) => folded(this.nameOf(ref)) === folded(path[0] ?? ''));
    return fitting.length === 1 ? fitting[0] : undefined;
  }

  /** The path in words; the company itself by its name. */
  written(ref: DepartmentRef): string {
    if ('newKey' in ref) return this.createdByKey.get(ref.newKey)?.path ?? '';
    return writeDepartmentPath(existingPath(ref.id, this.byId, this.company));
  }

  private nameOf(ref: DepartmentRef): string {
    if ('newKey' in ref) return this.createdByKey.get(ref.newKey)?.name ?? '';
    return this.byId.get(ref.id)?.name ?? this.company.name;
  }

  private walk(path: DepartmentPath): { ref: DepartmentRef; rest: DepartmentPath } {
    let ref: DepartmentRef = { id: this.company.id };
    let rest = this.roots.has(folded(path[0] ?? '')) ? path.slice(1) : path;
    while (rest.length > 0) {
      const next = this.byPlace.get(placeKey(ref, rest[0] ?? ''));
      if (!next) break;
      ref = next;
      rest = rest.slice(1);
    }
    return { ref, rest };
  }
}

/**
 * Names from the top down to a department. The company stands in front only where it must: for itself, and for a department with its
 * name at the top.
 */
export function existingPath(
  id: string,
  byId: ReadonlyMap<string, ExistingDirectory['departments'][number]>,
  company: ExistingDirectory['company'],
): DepartmentPath {
  const path: string[] = [];
  const passed = new Set<string>();
  for (let at = byId.get(id); at && !passed.has(at.id); at = byId.get(at.parentId)) {
    passed.add(at.id);
    path.unshift(at.name);
  }
  const first = path[0];
  return first === undefined || folded(first) === folded(company.name) ? [company.name, ...path] : path;
}

function folded(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

function placeKey(parent: DepartmentRef, name: string): string {
  return `${'id' in parent ? parent.id : parent.newKey}/${folded(name).replace(/[\\/]/g, '\\$&')}`;
}

function refKey(ref: DepartmentRef): string {
  return 'id' in ref ? `id ${ref.id}` : `new ${ref.newKey}`;
}

function sameRef(one: DepartmentRef, other: DepartmentRef): boolean {
  return refKey(one) === refKey(other);
}

/** The main department is the first; the order of the others says nothing. */
function sameList(one: readonly DepartmentRef[], other: readonly DepartmentRef[]): boolean {
  const [main, otherMain] = [one[0], other[0]];
  if (main === undefined || otherMain === undefined) return one.length === other.length;
  return sameRef(main, otherMain) && sameSet(one, other);
}

function sameSet(one: readonly DepartmentRef[], other: readonly DepartmentRef[]): boolean {
  const keys = new Set(one.map(refKey));
  return one.length === other.length && other.every((ref) => keys.has(refKey(ref)));
}

function comparable(field: PersonField, value: string | null | undefined): string {
  if (!value) return '';
  if (field === 'phone') return mobileNumber(value) ?? value;
  if (field === 'email') return value.toLowerCase();
  if (field === 'landline') return value.replace(/\s/g, '').toLowerCase();
  if (field === 'posts') return value.split(';').sort().join(';');
  return value.normalize('NFC');
}

function inOrder(problems: readonly Problem[]): Problem[] {
  return problems
    .map((found, index) => ({ found, index }))
    .sort((one, other) => (one.found.row ?? 0) - (other.found.row ?? 0) || one.index - other.index)
    .map(({ found }) => found);
}
