import type { BuiltInRole } from '#kernel/contract/permission.ts';

/** Ids of the roles that every company has, the same everywhere. `employee` is everybody who is signed in. */
export const builtInRoles = {
  employee: '00000000-0000-7000-8000-0000000ac001',
  departmentHead: '00000000-0000-7000-8000-0000000ac002',
  departmentAdministrator: '00000000-0000-7000-8000-0000000ac003',
  hr: '00000000-0000-7000-8000-0000000ac004',
  generalOffice: '00000000-0000-7000-8000-0000000ac005',
  administrator: '00000000-0000-7000-8000-0000000ac006',
  assistantGeneralManager: '00000000-0000-7000-8000-0000000ac007',
  developmentDirector: '00000000-0000-7000-8000-0000000ac008',
  president: '00000000-0000-7000-8000-0000000ac009',
  securityOwner: '00000000-0000-7000-8000-0000000ac00a',
  securityAdministrator: '00000000-0000-7000-8000-0000000ac00b',
  auditAdministrator: '00000000-0000-7000-8000-0000000ac00c',
} as const satisfies Record<BuiltInRole | 'employee', string>;
