import { afterAll, beforeAll, expect, it } from 'vitest';
import { changeSetting, readSettings } from '#kernel/contract/kernel-operations.ts';
import { startTestProgram, type TestProgram } from '#kernel/testing/test-program.ts';
import { passwordMinLength } from '#modules/access/contract/settings.ts';
import { readSignIn } from '#modules/access/contract/sign-in.ts';
import { activatedPerson, goodPassword, signInAs } from '#modules/access/testing.ts';
import { readTree } from '#modules/directory/contract/departments.ts';
import { createPerson } from '#modules/directory/contract/people.ts';
import { composition } from '#modules/index.ts';
import { aSetUpCompany } from './testing.ts';

let test: TestProgram;
beforeAll(async () => {
  test = await startTestProgram(composition);
});
afterAll(() => test.stop());

it('the first administrator finds every setting with its words and shape, and changes it; others only look', async () => {
  const { administrator, account } = await aSetUpCompany(test);
  const name = passwordMinLength.name;
  const { values } = await administrator.call(readSettings, { names: [name] });
  expect(values).toEqual([
    {
      name,
      words: passwordMinLength.words,
      scope: 'company',
      value: 10,
      from: 'initial',
      shape: expect.objectContaining({ type: 'integer', minimum: 6, maximum: 64 }),
      mayChange: true,
    },
  ]);
  await administrator.call(changeSetting, { name, value: 12 });
  await expect(administrator.call(changeSetting, { name, value: 5 })).rejects.toMatchObject({ status: 400 });
  expect((await test.visitor().call(readSignIn, {})).passwordRules.minLength).toBe(12);
  expect((await administrator.call(readSettings, { names: [name] })).values).toMatchObject([
    { value: 12, from: 'company' },
  ]);
  await signInAs(test, account);

  const [top] = (await administrator.call(readTree, {})).departments;
  const { personId } = await administrator.call(createPerson, {
    employerId: top?.employerId ?? '',
    account: 'hejing',
    name: '何静',
    departments: [{ departmentId: top?.id ?? '', main: true }],
  });
  const employee = await activatedPerson(test, { personId, account: 'hejing' }, goodPassword);
  expect((await employee.call(readSettings, { names: [name] })).values).toMatchObject([{ mayChange: false }]);
  await expect(employee.call(changeSetting, { name, value: 10 })).rejects.toMatchObject({ status: 403 });
});
