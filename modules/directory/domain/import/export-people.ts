import { writeDepartmentPath } from './department-path.ts';
import { FIELD_LABELS, type ImportField } from './headings.ts';
import { writtenMobileNumber } from './mobile-number.ts';
import { STAFF_TYPE_WORDS } from './person-fields.ts';
import { type ExistingDirectory, type ExistingPerson, existingPath } from './plan-import.ts';

/** The columns of WeCom's address book in its order, then those it lacks. */
export const EXPORT_FIELDS = [
  'name',
  'account',
  'alias',
  'jobTitle',
  'departments',
  'gender',
  'phone',
  'landline',
  'email',
  'address',
  'supervisor',
  'headOf',
  'deputyOf',
  'staffNumber',
  'employer',
  'staffType',
  'entryDate',
  'firstWorkDate',
  'probationEnd',
  'contractEnd',
  'workPlace',
  'post',
] as const satisfies readonly ImportField[];
export type ExportField = (typeof EXPORT_FIELDS)[number];

/**
 * Rows of text for a file in WeCom's column layout: a heading row, then everybody in the given order. Reading them back into the same
 * directory changes nothing. `fields` leaves columns out, for a reader who may not see them.
 */
export function exportPeople(directory: ExistingDirectory, fields: readonly ExportField[] = EXPORT_FIELDS): string[][] {
  const departments = new Map(directory.departments.map((department) => [department.id, department]));
  const accounts = new Map(directory.people.map((person) => [person.id, person.account]));
  const pathOf = (id: string) => writeDepartmentPath(existingPath(id, departments, directory.company));
  const written = (person: ExistingPerson, field: ExportField): string => {
    switch (field) {
      case 'account':
        return person.account;
      case 'departments':
        return person.departmentIds.map(pathOf).join(';');
      case 'headOf':
        return person.headOfIds.map(pathOf).join(';');
      case 'deputyOf':
        return person.deputyOfIds.map(pathOf).join(';');
      case 'supervisor':
        return person.supervisorId === null ? '' : (accounts.get(person.supervisorId) ?? '');
      case 'gender':
        return person.fields.gender === null ? '' : person.fields.gender === 'male' ? '男' : '女';
      case 'phone':
        return person.fields.phone === null ? '' : writtenMobileNumber(person.fields.phone);
      case 'post':
        return person.fields.posts ?? '';
      case 'staffType':
        return person.fields.staffType === null ? '' : (STAFF_TYPE_WORDS[person.fields.staffType][0] ?? '');
      default:
        return person.fields[field] ?? '';
    }
  };
  return [
    fields.map((field) => FIELD_LABELS[field].zh),
    ...directory.people.map((person) => fields.map((field) => written(person, field))),
  ];
}
