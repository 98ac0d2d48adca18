import { refuse } from '#kernel/contract/failure.ts';
import { changeSetting, manageSettings } from '#kernel/contract/kernel-operations.ts';
import type { ProcessContract } from '#kernel/server/context.ts';
import { handle } from '#kernel/server/define-module.ts';
import { activate, issueActivationCodes } from '#modules/access/contract/activation.ts';
import { assignRole } from '#modules/access/contract/assignments.ts';
import { builtInRoles } from '#modules/access/contract/built-in-roles.ts';
import { activatePeople, assignRoles } from '#modules/access/contract/permissions.ts';
import { companyName } from '#modules/access/contract/settings.ts';
import { createEmployer } from '#modules/directory/contract/employers.ts';
import { createPerson } from '#modules/directory/contract/people.ts';
import { managePeople, manageStructure } from '#modules/directory/contract/permissions.ts';
import { companySetUp } from '../../contract/events.ts';
import { alreadySetUp, setUpLinkNotValid } from '../../contract/failures.ts';
import * as contract from '../../contract/set-up.ts';
import type { AdminTables } from '../admin-tables.ts';
import { isSecret } from '../set-up-secret.ts';

/** What setting up may do: nothing else has these permissions before there is anybody. */
const settingUp: ProcessContract = {
  name: 'admin.setUp',
  permissions: [manageSettings, manageStructure, managePeople, activatePeople, assignRoles],
};

export const setUpCompany = handle<AdminTables>()(contract.setUpCompany, async (context, input) => {
  // The row's lock makes a second set-up wait, and then find the company.
  const row = await context.db.selectFrom('admin.set_up').selectAll().forUpdate().executeTakeFirstOrThrow();
  if (row.done_at !== null) throw refuse(alreadySetUp);
  if (!isSecret(input.secret, row, context.now)) throw refuse(setUpLinkNotValid);
  await context.db
    .updateTable('admin.set_up')
    .set({ done_at: context.now.toString(), secret_hash: null, secret_expires_at: null })
    .execute();

  await context.callAs(settingUp, changeSetting, { name: companyName.name, value: input.companyName });
  const employers: { employerId: string; departmentId: string }[] = [];
  for (const employer of input.employers) {
    const parentId = employers[0]?.employerId ?? null;
    employers.push(await context.callAs(settingUp, createEmployer, { ...employer, parentId }));
  }
  const [top] = employers;
  if (!top) throw new Error('the contract asks for an employer');
  const { name, account, password } = input.administrator;
  const { personId } = await context.callAs(settingUp, createPerson, {
    employerId: top.employerId,
    account,
    name,
    departments: [{ departmentId: top.departmentId, main: true }],
  });
  // Two roles, so that whoever takes over HR can be given it, and the administrator relieved of it.
  for (const roleId of [builtInRoles.administrator, builtInRoles.hr]) {
    const to = { kind: 'person', personId } as const;
    await context.callAs(settingUp, assignRole, { roleId, to, scope: { kind: 'company' } });
  }
  const { codes } = await context.callAs(settingUp, issueActivationCodes, {
    who: { kind: 'people', personIds: [personId] },
    delivery: 'told',
  });
  await context.call(activate, { code: codes[0]?.code ?? '', account, password });
  const employerIds = employers.map((employer) => employer.employerId);
  context.about('person', personId);
  for (const employerId of employerIds) context.about('employer', employerId);
  context.emit(companySetUp, { personId, employerIds });
  return { personId, employerIds };
});
