import { type QueryExecutorProvider, sql } from 'kysely';
import { type Searchable, searchTokens, sortKey } from '../domain/search-keys.ts';

/** A person as the row says it. */
export interface PersonRecord {
  id: string;
  employer_id: string;
  account: string;
  name: string;
  alias: string | null;
  job_title: string | null;
  phone: string | null;
  landline: string | null;
  email: string | null;
  address: string | null;
  gender: 'male' | 'female' | null;
  staff_number: string | null;
  staff_type: 'regular' | 'probation' | 'dispatched' | 'intern' | 'outsourced';
  entry_date: string | null;
  first_work_date: string | null;
  probation_end: string | null;
  contract_end: string | null;
  work_place: string | null;
  post_hint: string | null;
  photo: string | null;
  left_on: string | null;
  revision: number;
}

const columns = {
  id: 'uuid',
  employer_id: 'uuid',
  account: 'text',
  name: 'text',
  alias: 'text',
  job_title: 'text',
  phone: 'text',
  landline: 'text',
  email: 'text',
  address: 'text',
  gender: 'text',
  staff_number: 'text',
  staff_type: 'text',
  entry_date: 'date',
  first_work_date: 'date',
  probation_end: 'date',
  contract_end: 'date',
  work_place: 'text',
  post_hint: 'text',
  photo: 'text',
  left_on: 'date',
} as const satisfies Record<Exclude<keyof PersonRecord, 'revision'>, string>;

const names = Object.keys(columns) as (keyof typeof columns)[];
const changing = names.filter((name) => name !== 'id' && name !== 'account');

/** People by id, leavers too; with `lock`, nobody else changes them before the commit. */
export async function loadPeople(
  db: QueryExecutorProvider,
  personIds: readonly string[],
  lock?: 'share' | 'update',
): Promise<Map<string, PersonRecord>> {
  const { rows } = await sql<PersonRecord>`
    select ${sql.join(names.map((name) => sql.ref(name)))}, revision from directory.person
    where id = any(${sql.val(personIds)}::uuid[]) order by id
    ${sql.raw(lock === undefined ? '' : lock === 'share' ? 'for share' : 'for update')}`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The rows as one JSON value, with the order of names and the search tokens made here. */
function withKeys(people: readonly PersonRecord[]) {
  const values = people.map((person) => ({
    ...person,
    sort_key: sortKey(person.name),
    tokens: searchTokens(searchable(person)),
  }));
  return sql`jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as w(${sql.join(
    names.map((name) => sql`${sql.ref(name)} ${sql.raw(columns[name])}`),
  )}, sort_key text, tokens jsonb, revision int)`;
}

const tokens = sql`array_to_tsvector(array(select jsonb_array_elements_text(w.tokens)))`;

function searchable(person: PersonRecord): Searchable {
  const { name, alias, account, phone, landline, email, staff_number, job_title } = person;
  return { name, alias, account, phone, landline, email, staffNumber: staff_number, jobTitle: job_title };
}

/** Adds people. */
export async function insertPeople(db: QueryExecutorProvider, people: readonly PersonRecord[]): Promise<void> {
  if (people.length === 0) return;
  await sql`
    insert into directory.person (${sql.join(names.map((name) => sql.ref(name)))}, sort_key, search)
    select ${sql.join(names.map((name) => sql`w.${sql.ref(name)}`))}, w.sort_key, ${tokens}
    from ${withKeys(people)}`.execute(db);
}

/** Writes people's rows at their revisions, all but the account; gives how many were still at theirs. */
export async function updatePeople(db: QueryExecutorProvider, people: readonly PersonRecord[]): Promise<number> {
  if (people.length === 0) return 0;
  const { numAffectedRows } = await sql`
    update directory.person p set ${sql.join(changing.map((name) => sql`${sql.ref(name)} = w.${sql.ref(name)}`))},
      sort_key = w.sort_key, search = ${tokens}, revision = p.revision + 1
    from ${withKeys(people)} where p.id = w.id and p.revision = w.revision`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
