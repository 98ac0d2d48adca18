import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestProgram, type TestProgram } from '#kernel/testing/test-program.ts';
import { answerSignIn, listMySignIns } from '#modules/access/contract/my-sign-ins.ts';
import { signIn } from '#modules/access/contract/sign-in.ts';
import { activatedPerson, giveRole, goodPassword } from '#modules/access/testing.ts';
import { aCompany, aPerson } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';
import { listNotices } from '#modules/notifications/contract/operations.ts';

let test: TestProgram;
beforeAll(async () => {
  test = await startTestProgram(composition);
});
afterAll(() => test.stop());

it('tells the owner of an unusual sign-in, and the security owner when it wasn’t the owner’s', async () => {
  const company = await aCompany(test);
  const personId = await aPerson(test, company, { account: 'wang', name: '王建国', department: '财务部' });
  const client = await activatedPerson(test, { personId, account: 'wang' });
  const owner = await test.as(await aPerson(test, company, { name: '周安', department: '人力资源部' }));
  await giveRole(test, owner.personId, 'securityOwner', { kind: 'company' });
  const stranger = await test.as(await aPerson(test, company, { name: '钱方', department: '财务部' }));

  await test.visitor().call(signIn, { account: 'wang', password: goodPassword, device: 'a-browser-never-seen-before' });
  await test.settle();
  const [told] = (await client.call(listNotices, {})).rows;
  expect(told).toMatchObject({ title: '你的帐号有一次异常登录：新的浏览器', link: '/me/security', urgent: true });
  const [english] = (await client.call(listNotices, {}, { language: 'en' })).rows;
  expect(english?.title).toBe('An unusual sign-in to your account: a new browser');
  expect((await owner.call(listNotices, {})).rows).toEqual([]);

  const signInId = (await client.call(listMySignIns, {})).rows.find((row) => !row.current)?.id ?? '';
  await client.call(answerSignIn, { signInId, mine: false });
  await test.settle();
  expect((await owner.call(listNotices, {})).rows.map((row) => row.title)).toEqual(['王建国 说有人冒用其帐号登录']);
  expect((await stranger.call(listNotices, {})).rows).toEqual([]);
});
