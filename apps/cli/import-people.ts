import type { Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { readJob } from '#kernel/contract/kernel-operations.ts';
import type { OutputOf } from '#kernel/contract/operation.ts';
import type { Remote } from './remote.ts';

// What this command reads of the answers of directory.*; the contract itself belongs to the server's list of modules.
interface Employers {
  readonly rows: readonly { readonly id: string; readonly name: string }[];
}
interface Preview {
  readonly importId: string;
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly departments: number;
  readonly errors: number;
  readonly warnings: number;
  readonly applicable: boolean;
}
interface Part {
  /** The text names row and column. */
  readonly rows: readonly { readonly text: string | null }[];
}

/** Imports people from a file: preview, question, progress. Gives the exit code. */
export async function importPeople(task: {
  remote: Remote;
  fileName: string;
  bytes: Uint8Array<ArrayBuffer>;
  employerId: string | undefined;
  language: 'zh' | 'en';
  confirm: () => Promise<boolean>;
  /** What is said on the way. */
  stderr: Writable;
}): Promise<number> {
  const { remote, stderr } = task;
  const zh = task.language === 'zh';
  const say = (text: string) => stderr.write(`${text}\n`);
  const call = async <A>(operation: string, input: unknown) =>
    (await (await remote.call(operation, JSON.stringify(input))).json()) as A;

  let { employerId } = task;
  if (!employerId) {
    const { rows } = await call<Employers>('directory.listEmployers', {});
    if (rows.length !== 1) {
      say(zh ? '有多个用人单位，请用 --employer 指定：' : 'There are several employers; name one with --employer:');
      for (const row of rows) say(`  ${row.id}  ${row.name}`);
      return 2;
    }
    employerId = rows[0]?.id;
  }
  const preview = (await remote.upload(
    'directory.previewImport',
    { employerId },
    task.fileName,
    task.bytes,
  )) as Preview;
  say(
    zh
      ? `新增 ${preview.created}，变更 ${preview.changed}，不变 ${preview.unchanged}，新建部门 ${preview.departments}，错误 ${preview.errors}，提示 ${preview.warnings}`
      : `created ${preview.created}, changed ${preview.changed}, unchanged ${preview.unchanged}, new departments ${preview.departments}, errors ${preview.errors}, warnings ${preview.warnings}`,
  );
  for (const part of ['errors', 'warnings'] as const) {
    const { rows } = await call<Part>('directory.readImport', {
      importId: preview.importId,
      part,
      limit: 200,
    });
    for (const row of rows) {
      say(`  ${part === 'errors' ? '✗' : '!'} ${row.text ?? ''}`);
    }
    const more = preview[part] - rows.length;
    if (more > 0) say(zh ? `  …… 另有 ${more} 处` : `  … and ${more} more`);
  }
  if (!preview.applicable) {
    say(zh ? '有错误，什么都没有改动。' : 'There are errors; nothing was changed.');
    return 1;
  }
  if (!(await task.confirm())) return 1;
  const { jobId } = await call<{ jobId: string }>('directory.applyImport', { importId: preview.importId });
  for (;;) {
    const job = await call<OutputOf<typeof readJob>>('kernel.readJob', { jobId });
    if (job.state === 'done') {
      const done = job.answer as Pick<Preview, 'created' | 'changed'>;
      say(
        zh
          ? `完成：新增 ${done.created}，变更 ${done.changed}`
          : `done: created ${done.created}, changed ${done.changed}`,
      );
      return 0;
    }
    if (job.state === 'failed') {
      say(job.failure?.message ?? '');
      return 1;
    }
    if (job.total > 0) stderr.write(`\r${job.done} / ${job.total} `);
    await wait(300);
  }
}
