import { setTimeout as wait } from 'node:timers/promises';
import { report } from './report.ts';
import { startRunningServer } from './running-server.ts';

// `import`: 10,000 people from a file, from sending it to the finished import, preview included (limit 20 s).
const people = 10_000;
const limitSeconds = 20;

const lines = ['姓名,帐号,职务,部门,性别,手机,邮箱,直属上级'];
for (let index = 0; index < people; index += 1) {
  const department = `测量公司/事业部${index % 20}/部门${index % 400}`;
  const phone = 13_000_000_000 + index;
  const supervisor = index < 400 ? '' : `staff${index % 400}`;
  lines.push(
    `员工${index},staff${index},专员,${department},${index % 2 ? '男' : '女'},${phone},staff${index}@example.com,${supervisor}`,
  );
}
const server = await startRunningServer();
try {
  const begin = performance.now();
  const preview = await server.upload<{ importId: string; created: number; errors: number; applicable: boolean }>(
    'directory.previewImport',
    { employerId: server.employerId },
    'people.csv',
    new Uint8Array(Buffer.from(`\uFEFF${lines.join('\r\n')}`)),
  );
  const previewed = performance.now();
  if (!preview.applicable) throw new Error(`not applicable: ${JSON.stringify(preview)}`);
  const { jobId } = await server.call<{ jobId: string }>('directory.applyImport', { importId: preview.importId });
  for (;;) {
    const job = await server.call<{ state: string; failure?: unknown }>('kernel.readJob', { jobId });
    if (job.state === 'failed') throw new Error(JSON.stringify(job.failure));
    if (job.state === 'done') break;
    await wait(50);
  }
  const seconds = (performance.now() - begin) / 1000;
  report({
    name: 'import',
    ratio: seconds / limitSeconds,
    seconds,
    previewSeconds: (previewed - begin) / 1000,
    people: preview.created,
    limitSeconds,
  });
} finally {
  await server.stop();
}
