import { type HandOverLine, heldQuery } from '#modules/directory/contract/hand-over-line.ts';
import { effectQuery, type PersonEffect } from '#modules/directory/contract/person-effect.ts';

export const heldRoles = heldQuery('access.heldRoles', { zh: '离职人员的角色', en: 'Roles that a leaver has' });

/** Roles end with the person: nobody gets a role without those who answer for it (A4). */
export const rolesLine: HandOverLine = {
  name: 'access.roles',
  title: { zh: '角色', en: 'Roles' },
  hint: {
    zh: '当天收回，不随交接转移，需要的由有权的人另行授予',
    en: 'They end on the day and never pass on; whoever may gives them anew',
  },
  held: heldRoles,
};

export const effectOnPermissions = effectQuery('access.effectOnPermissions', {
  zh: '人员的角色和权限及其范围',
  en: 'A person’s roles and permissions with their reach',
});

export const permissionsEffect: PersonEffect = {
  name: 'access.permissions',
  title: { zh: '角色和权限', en: 'Roles and permissions' },
  read: effectOnPermissions,
};
