import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { act, listToDo, readRequest, submitRequest } from '#modules/approvals/contract/operations.ts';
import { approvalsHouse } from '#modules/approvals/testing.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { aCompany, aPerson, type TestCompany } from '#modules/directory/testing.ts';
import { listFeedback } from './contract/operations.ts';
import { feedbackServer } from './server/feedback-server.ts';
import { feedbackCache } from './web/cache.ts';

const house = approvalsHouse([feedbackServer]);
let test: TestProgram;
let company: TestCompany;
let headId: string;
let mei: TestClient;
let head: TestClient;
let stranger: TestClient;

beforeAll(async () => {
  test = await startTestProgram(house.composition);
  company = await aCompany(test);
  const person = (name: string) => aPerson(test, company, { name, department: '平台组' });
  const [a, c] = [await person('李梅'), await person('周磊')];
  headId = await person('王强');
  const departmentId = company.departments.财务部 ?? '';
  const { revision } = await test.system(readDepartment, { departmentId });
  await test.system(changeDepartment, { departmentId, revision, change: { headIds: [headId] } });
  house.holders.set('approvals.administer', [headId]);
  [mei, head, stranger] = [await test.as(a), await test.as(headId), await test.as(c)];
});
afterAll(() => test.stop());

const handleIt = async (who: TestClient, requestId: string, text?: string) => {
  const { rows } = await who.call(listToDo, { limit: 200 });
  const slotId = rows.find((row) => row.requestId === requestId)?.slotId ?? '';
  const { view } = await who.call(readRequest, { requestId });
  const opinion = text === undefined ? {} : { opinion: { text } };
  await who.call(act, { requestId, slotId, revision: view.revision, outcome: 'handle', ...opinion });
  await test.settle();
};
const suggestion = { nature: 'suggestion', subject: '报销入口', text: '放到首页' };
const stateOf = async (who: TestClient, whose: 'mine' | 'toUs', requestId: string) =>
  (await who.call(listFeedback, { whose })).rows.find((row) => row.requestId === requestId)?.state;

it('a suggestion is received, answered in words, and followed up by whoever brought it, live', async () => {
  let requestId = '';
  const watched = [[listFeedback, {}]] as const;
  await verifyPush(test, mei, feedbackCache, [...watched], async () => {
    const form = { ...suggestion, department: company.departments.财务部 };
    ({ requestId } = await mei.call(submitRequest, { kind: 'feedback.suggestion', form }));
    await test.settle();
  });
  expect(await stateOf(head, 'toUs', requestId)).toBe('received');
  await expect(handleIt(head, requestId)).rejects.toMatchObject({ code: 'approvals.opinionRequired' });
  await verifyPush(test, mei, feedbackCache, [...watched], () => handleIt(head, requestId, '下月上线'));
  expect(await stateOf(mei, 'mine', requestId)).toBe('answered');
  await verifyPush(test, mei, feedbackCache, [...watched], () => handleIt(mei, requestId, '满意'));
  expect(await stateOf(mei, 'mine', requestId)).toBe('followedUp');
  expect((await stranger.call(listFeedback, { whose: 'toUs' })).rows).toEqual([]);
  await expect(stranger.call(readRequest, { requestId })).rejects.toMatchObject({ status: 404 });
});

it('one that is addressed to nobody goes to the administrators', async () => {
  const { requestId } = await mei.call(submitRequest, { kind: 'feedback.suggestion', form: suggestion });
  await handleIt(head, requestId, '已转财务');
  expect(await stateOf(mei, 'mine', requestId)).toBe('answered');
});

it('customer feedback names its handler, and masks the phone', async () => {
  const form = { customer: '海景酒店', phone: '13800000009', matter: 'complaint', text: '空调噪音', handler: headId };
  const { requestId } = await mei.call(submitRequest, { kind: 'feedback.customer', form });
  expect(await stateOf(head, 'toUs', requestId)).toBe('received');
  const { view } = await head.call(readRequest, { requestId });
  expect(view.fields.find(({ name }) => name === 'phone')).toMatchObject({ masked: true });
  await expect(
    mei.call(submitRequest, { kind: 'feedback.customer', form: { ...form, handler: undefined } }),
  ).rejects.toMatchObject({ code: 'kernel.invalidInput', facts: { where: 'form.handler' } });
});
