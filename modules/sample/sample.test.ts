import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestProgram, type TestProgram } from '#kernel/testing/test-program.ts';
import { setupLink } from '#modules/admin/server/setup-link.ts';
import { composition } from '#modules/index.ts';
import { makeSample, type SampleSignIn } from './server/make-sample.ts';

let program: TestProgram;
let signIns: SampleSignIn[];
beforeAll(async () => {
  program = await startTestProgram(composition, {
    startAt: process.env.S ?? '2026-04-02T08:40:00+08:00',
    logLevel: 'error',
  });
  const link = await setupLink(program.program, '');
  const t = performance.now();
  signIns = await makeSample(program.program, {
    setUpSecret: link?.split('#')[1] ?? '',
    present: Temporal.Instant.from('2026-05-13T10:20:00+08:00'),
  });
  console.log('made in', performance.now() - t);
}, 120_000);
afterAll(() => program?.stop());

test('x', async () => {
  console.log(signIns);
  console.log(await program.sql('select count(*) from messaging.message'));
  console.log(await program.sql('select count(*) from directory.person'));
  console.log(await program.sql('select count(*) from kernel.event'));
  expect(signIns).toHaveLength(4);
});
test('y', async () => {
  console.log(await program.sql('select status, count(*) from approvals.instance group by 1'));
  console.log(await program.sql('select count(*), count(delivered_at) d from notifications.notice'));
  console.log(await program.sql('select name, attempts, error, due_at from kernel.timer where attempts > 0'));
  console.log(await program.sql('select * from kernel.parked_event limit 3'));
});
test('z', async () => {
  console.log(await program.sql('select state, count(*) from policy.case_file group by 1'));
  console.log(await program.sql('select outcome, defence, count(*) from policy.finding group by 1,2'));
});
