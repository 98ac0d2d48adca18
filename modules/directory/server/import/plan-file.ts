import { createHash } from 'node:crypto';
import { type QueryExecutorProvider, sql } from 'kysely';
import type { ImportOptions } from '../../contract/import.ts';
import { type ImportPlan, planImport } from '../../domain/import/plan-import.ts';
import { readPeople } from '../../domain/import/read-people.ts';
import type { EmployerRecord } from '../employer-table.ts';
import { loadExisting } from './load-existing.ts';
import { previewDigest } from './preview-digest.ts';
import { readPeopleSheet } from './read-people-sheet.ts';

/** What a file would do to the directory as it is at this moment, with a digest that two equal plans share. */
export async function planFile(
  db: QueryExecutorProvider,
  employer: EmployerRecord,
  file: { bytes: Uint8Array; name: string },
  options: ImportOptions,
): Promise<{ plan: ImportPlan; digest: string }> {
  const sheet = readPeopleSheet(file.bytes, file.name);
  if ('code' in sheet) {
    const plan: ImportPlan = {
      create: [],
      change: [],
      unchanged: [],
      departmentsToCreate: [],
      absent: [],
      problems: [sheet],
      applicable: false,
    };
    return { plan, digest: previewDigest(file.bytes, '', options) };
  }
  const existing = await loadExisting(db, employer, sql`true`);
  const whole = planImport(existing, readPeople(sheet, options), { createDepartments: options.createDepartments });
  const ours = await idsOfEmployer(db, employer.id);
  const plan = { ...whole, absent: whole.absent.filter((person) => ours.has(person.personId)) };
  const { create, change, departmentsToCreate } = plan;
  const effect = createHash('sha256').update(JSON.stringify({ create, change, departmentsToCreate })).digest('hex');
  return { plan, digest: previewDigest(file.bytes, effect, options) };
}

async function idsOfEmployer(db: QueryExecutorProvider, employerId: string): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from directory.person where employer_id = ${employerId}::uuid and left_on is null`.execute(db);
  return new Set(rows.map((row) => row.id));
}
