import type { PermissionGrant } from '../contract/shapes.ts';

/** The three administrators who watch each other (三员): system, security, audit. */
export const duties = ['system', 'security', 'audit'] as const;
export type Duty = (typeof duties)[number];

/** The built-in role of each. */
export const roleOfDuty = {
  system: 'administrator',
  security: 'securityAdministrator',
  audit: 'auditAdministrator',
} as const satisfies Record<Duty, string>;

const seeRoles = 'access.readRoles';
/** Who may do what, and who gets in: the security administrator's alone. */
const ofSecurity = [
  'access.manageRoles',
  'access.assignRoles',
  'access.approveGrants',
  'access.managePackages',
  'access.resetSecondFactors',
  'access.endSessionsOfOthers',
  'access.watchSignIns',
  'access.removePasskeys',
];
/** What was done: the audit administrator's alone. */
const ofAudit = ['access.readAudit'];

/**
 * What one of the three may do while they are separated: security and audit have their own and see the roles, nothing else;
 * the system administrator keeps what they have, without what is the others'.
 */
export function dividedPermissions(duty: Duty, now: readonly PermissionGrant[]): PermissionGrant[] {
  const others = new Set([...ofSecurity, ...ofAudit]);
  if (duty === 'system') return now.filter(({ permission }) => !others.has(permission));
  const own = duty === 'security' ? ofSecurity : ofAudit;
  return [seeRoles, ...own].map((permission) => ({ permission, reach: 'company' }));
}
