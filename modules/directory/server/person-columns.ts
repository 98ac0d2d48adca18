import type { PersonFields } from '../contract/shapes.ts';
import type { PersonRecord } from './person-table.ts';

type PlainField = Exclude<keyof PersonFields, 'departments' | 'posts' | 'supervisorId'>;

/** The contract's fields and the columns that keep them. */
export const personColumns = {
  employerId: 'employer_id',
  account: 'account',
  name: 'name',
  alias: 'alias',
  jobTitle: 'job_title',
  phone: 'phone',
  landline: 'landline',
  email: 'email',
  address: 'address',
  gender: 'gender',
  staffNumber: 'staff_number',
  staffType: 'staff_type',
  entryDate: 'entry_date',
  firstWorkDate: 'first_work_date',
  probationEnd: 'probation_end',
  contractEnd: 'contract_end',
  workPlace: 'work_place',
} as const satisfies Record<PlainField, keyof PersonRecord>;

/** The columns that fields given in the contract's words mean; fields that are left out are left out. */
export function toColumns(fields: Partial<PersonFields>): Partial<PersonRecord> {
  return Object.fromEntries(
    Object.entries(personColumns)
      .filter(([field]) => fields[field as PlainField] !== undefined)
      .map(([field, column]) => [column, fields[field as PlainField]]),
  );
}
