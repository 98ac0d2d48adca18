import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestProgram, type TestProgram } from '#kernel/testing/test-program.ts';
import { readSignIn } from '#modules/access/contract/sign-in.ts';
import { readViewer } from '#modules/access/contract/viewer.ts';
import { goodPassword, signInAs, startSession } from '#modules/access/testing.ts';
import { listEmployers } from '#modules/directory/contract/employers.ts';
import { composition } from '#modules/index.ts';
import { readSetUp, setUpCompany } from './contract/set-up.ts';
import { setupLink } from './server/setup-link.ts';
import { aSetUpSecret, setUpInput } from './testing.ts';

let test: TestProgram;
beforeAll(async () => {
  test = await startTestProgram(composition);
});
afterAll(() => test.stop());

const setUp = (input: ReturnType<typeof setUpInput>) => test.visitor().call(setUpCompany, input);

it('takes only the last link, within its day, and does nothing by halves', async () => {
  const older = await aSetUpSecret(test);
  const secret = await aSetUpSecret(test);
  for (const wrong of [older, 'forged', secret.slice(1)]) {
    expect(await test.visitor().call(readSetUp, { secret: wrong })).toEqual({ state: 'open', linkValid: false });
    await expect(setUp(setUpInput(wrong))).rejects.toMatchObject({ code: 'admin.setUpLinkNotValid' });
  }
  expect(await test.visitor().call(readSetUp, { secret })).toEqual({ state: 'open', linkValid: true });
  const good = setUpInput(secret);
  const weak = { ...good, administrator: { ...good.administrator, password: 'Password123!' } };
  await expect(setUp(weak)).rejects.toMatchObject({ code: 'access.passwordGuessable' });
  const nowhere = { ...good, employers: good.employers.map((one) => ({ ...one, timeZone: 'Asia/Nowhere' })) };
  await expect(setUp(nowhere)).rejects.toMatchObject({ code: 'directory.unknownTimeZone' });
  const twice = { ...good, employers: [...good.employers, ...good.employers] };
  await expect(setUp(twice)).rejects.toMatchObject({ code: 'directory.employerNameTaken' });
  expect(await test.sql('select 1 from directory.employer')).toEqual([]);
  await test.advance({ hours: 24 });
  await expect(setUp(good)).rejects.toMatchObject({ code: 'admin.setUpLinkNotValid' });
});

it('is done by exactly one of two at once, who is signed in and may import people', async () => {
  const input = setUpInput(await aSetUpSecret(test));
  const second = { ...input, companyName: '另一家', administrator: { ...input.administrator, account: 'other' } };
  const both = await Promise.allSettled([
    startSession(test, setUpCompany, input),
    startSession(test, setUpCompany, second),
  ]);
  const [won] = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const [lost] = both.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  if (!won) throw new Error('nobody could set up');
  expect(lost).toMatchObject({ status: 410, code: 'admin.alreadySetUp' });
  expect(await test.visitor().call(readSetUp, {})).toEqual({ state: 'done', linkValid: false });
  expect(await setupLink(test.program, test.url)).toBeUndefined();

  const viewer = await won.call(readViewer, {});
  expect([input.companyName, second.companyName]).toContain(viewer.companyName);
  expect((await test.visitor().call(readSignIn, {})).companyName).toBe(viewer.companyName);
  expect(viewer.permissions).toEqual(
    expect.arrayContaining([
      { permission: 'directory.managePeople', reach: 'company' },
      { permission: 'directory.manageStructure', reach: 'company' },
      { permission: 'access.assignRoles', reach: 'company' },
      { permission: 'access.activatePeople', reach: 'company' },
      { permission: 'kernel.manageSettings', reach: 'company' },
    ]),
  );
  expect((await won.call(listEmployers, {})).rows).toMatchObject([{ shortName: '云澜集团', people: 1 }]);
  await signInAs(test, viewer.account.toUpperCase(), goodPassword);
  await test.settle();
  const audits = await test.sql<{ operation: string }>(
    `select distinct operation from kernel.audit where outcome = 'done' order by operation`,
  );
  expect(audits.map((row) => row.operation)).toEqual(
    expect.arrayContaining(['access.assignRole', 'admin.setUpCompany', 'directory.createEmployer']),
  );
});
