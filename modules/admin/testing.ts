import type { TestClient, TestProgram } from '#kernel/testing/test-program.ts';
import { goodPassword, startSession } from '#modules/access/testing.ts';
import { setUpCompany } from './contract/set-up.ts';
import { setupLink } from './server/setup-link.ts';

/** The secret of a fresh set-up link. */
export async function aSetUpSecret(test: TestProgram): Promise<string> {
  const link = await setupLink(test.program, test.url);
  if (!link) throw new Error('the company is set up already');
  return link.split('#')[1] ?? '';
}

export const setUpInput = (secret: string) => ({
  secret,
  companyName: '云澜集团',
  employers: [{ name: '云澜酒店集团有限公司', shortName: '云澜集团', taxNumber: '91440000MA0000000X', place: '广州' }],
  administrator: { name: '顾思远', account: 'gusiyuan', password: goodPassword },
});

/** A company that was set up through its link: gives the first administrator's browser. */
export async function aSetUpCompany(test: TestProgram): Promise<{ administrator: TestClient; account: string }> {
  const input = setUpInput(await aSetUpSecret(test));
  return { administrator: await startSession(test, setUpCompany, input), account: input.administrator.account };
}
