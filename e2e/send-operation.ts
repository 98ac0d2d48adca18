import type { OperationContract } from '#kernel/contract/operation.ts';
import type { TestClient } from '#kernel/testing/test-program.ts';

export interface Answer {
  readonly status: number;
  /** Of a refusal. */
  readonly code: string;
  readonly text: string;
}

/** Sends a body as it is; an upload's goes beside a small file. */
export async function sendOperation(
  who: Pick<TestClient, 'raw'>,
  operation: OperationContract,
  body: string,
): Promise<Answer> {
  const headers = { 'guiju-command-id': crypto.randomUUID() };
  const response = await who.raw(`/api/v1/${operation.name}`, {
    method: 'POST',
    ...(operation.kind === 'upload'
      ? {
          headers: { ...headers, 'guiju-input': Buffer.from(body).toString('base64url'), 'content-type': 'text/csv' },
          body: '姓名,帐号,部门\r\n',
        }
      : { headers: { ...headers, 'content-type': 'application/json' }, body }),
  });
  const text = await response.text();
  let code = '';
  try {
    if (!response.ok) code = (JSON.parse(text) as { error: { code: string } }).error.code;
  } catch {
    code = `not JSON: ${text.slice(0, 80)}`;
  }
  return { status: response.status, code, text };
}

/** Each piece of work once, some at a time. */
export async function forEach<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = all.values();
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      for (const one of left) await work(one);
    }),
  );
}
