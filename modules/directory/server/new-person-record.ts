import type { PersonFields } from '../contract/shapes.ts';
import { toColumns } from './person-columns.ts';
import type { PersonRecord } from './person-table.ts';

/** The row of somebody who joins; what isn't said is unknown, and the staff type is regular. */
export function newPersonRecord(
  personId: string,
  fields: Partial<PersonFields> & Pick<PersonFields, 'employerId' | 'account' | 'name'>,
): PersonRecord {
  return {
    alias: null,
    job_title: null,
    phone: null,
    landline: null,
    email: null,
    address: null,
    gender: null,
    staff_number: null,
    staff_type: 'regular',
    entry_date: null,
    first_work_date: null,
    probation_end: null,
    contract_end: null,
    work_place: null,
    post_hint: null,
    photo: null,
    left_on: null,
    revision: 1,
    ...toColumns(fields),
    id: personId,
    employer_id: fields.employerId,
    account: fields.account,
    name: fields.name,
  };
}
