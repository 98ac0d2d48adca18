import type { StaffType } from '#modules/directory/contract/shapes.ts';

/** Somebody in the sample. */
export interface SamplePerson {
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly post: string;
  readonly employer: SampleEmployer;
  readonly department: SampleDepartment;
  readonly supervisor: SamplePerson | undefined;
  readonly staffType: StaffType;
  /** Has left: does and says nothing more. */
  gone: boolean;
}

export interface SampleDepartment {
  readonly id: string;
  readonly name: string;
  readonly employer: SampleEmployer;
  readonly above: SampleDepartment | undefined;
  readonly people: SamplePerson[];
  head: SamplePerson | undefined;
}

export interface SampleEmployer {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly departments: SampleDepartment[];
  readonly people: SamplePerson[];
}

/** The four who can be signed in as. */
export interface SampleRoles {
  readonly employee: SamplePerson;
  readonly departmentHead: SamplePerson;
  readonly hr: SamplePerson;
  readonly administrator: SamplePerson;
}

export interface SampleCompany {
  readonly employers: readonly SampleEmployer[];
  readonly roles: SampleRoles;
  /** HR of each employer, in the order of `employers`. */
  readonly hrOf: readonly SamplePerson[];
  /** Decides appeals. */
  readonly generalOffice: SamplePerson;
}

/** Everybody who works there now. */
export const everybody = (company: SampleCompany): SamplePerson[] =>
  company.employers.flatMap((employer) => employer.people.filter((person) => !person.gone));
