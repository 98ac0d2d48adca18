import { globSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { changeSetting, kernelContract, readSettings } from '#kernel/contract/kernel-operations.ts';
import { startTestProgram, type TestProgram } from '#kernel/testing/test-program.ts';
import { passwordMinLength } from '#modules/access/contract/settings.ts';
import { readSignIn } from '#modules/access/contract/sign-in.ts';
import { activatedPerson, goodPassword, signInAs } from '#modules/access/testing.ts';
import { readTree } from '#modules/directory/contract/departments.ts';
import { createPerson } from '#modules/directory/contract/people.ts';
import { composition } from '#modules/index.ts';
import { namesIn, partsOf, type Shape } from './domain/setting-shape.ts';
import { aSetUpCompany } from './testing.ts';

let test: TestProgram;
beforeAll(async () => {
  test = await startTestProgram(composition);
});
afterAll(() => test.stop());

const routes = globSync('modules/*/web/*-web.ts')
  .map((file) => readFileSync(file, 'utf8'))
  .join();

it.each([kernelContract, ...composition.modules.map(({ contract }) => contract)].flatMap(({ settings }) => settings))(
  'whoever sets $name reads words, at every part and choice',
  ({ shape, parts = {}, setAt }) => {
    if (setAt) return expect(routes).toContain(`path: '${setAt}'`);
    const schema = z.toJSONSchema(shape) as Shape;
    expect(Object.keys(parts).sort()).toEqual([...new Set(namesIn(schema))].sort());
    // What has no parts has a control of its own kind.
    expect(partsOf(schema) ?? ['boolean', 'integer', 'string', 'array'].includes(schema.type ?? '')).toBeTruthy();
  },
);

it('the first administrator finds every setting with its words and shape, and changes it; others only look', async () => {
  const { administrator, account } = await aSetUpCompany(test);
  const name = passwordMinLength.name;
  const { values } = await administrator.call(readSettings, { names: [name] });
  expect(values).toEqual([
    {
      name,
      words: passwordMinLength.words,
      parts: {},
      setAt: null,
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
