import type { FailureBody } from '#kernel/contract/failure.ts';
import { notSignedIn } from '#kernel/contract/kernel-failures.ts';
import type { CallInputOf, OperationContract, OutputOf } from '#kernel/contract/operation.ts';
import { tellSessionOver } from '../identity/session.ts';
import { languageNow } from '../language/language.ts';
import { kernelWord } from '../language/use-words.ts';
import { noticeConnection } from '../push/connection.ts';
import { noteEventPosition } from '../push/event-position.ts';
import { CallFailure } from './call-failure.ts';
import { newCommandId } from './command-id.ts';

export type Callable = OperationContract<'command' | 'query' | 'job' | 'unattributed'>;
/** What a call gives: a job gives its id at once, and its answer by `useJob`. */
export type AnswerOf<C extends OperationContract> = C['kind'] extends 'job' ? { readonly jobId: string } : OutputOf<C>;

export interface CallOptions {
  /** The id of the submission; give the same for a retry of it. A new one where left out. */
  readonly commandId?: string;
  readonly signal?: AbortSignal;
}

/** Milliseconds after which a call counts as unanswered. */
const patience = 30_000;

export const operationUrl = (operation: OperationContract): string => `/api/v1/${operation.name}`;

/** Calls an operation. Gives its output; throws `CallFailure`. A 401 also tells the shell that the session is over. */
export async function call<C extends Callable>(
  operation: C,
  input: CallInputOf<C>,
  options: CallOptions = {},
): Promise<AnswerOf<C>> {
  const slow = AbortSignal.timeout(patience);
  let answer: Response;
  try {
    answer = await fetch(operationUrl(operation), {
      method: 'POST',
      // A call without actor (a tip-off) goes without the session too.
      credentials: operation.kind === 'unattributed' ? 'omit' : 'same-origin',
      headers: {
        'content-type': 'application/json',
        'accept-language': languageNow(),
        ...(operation.kind === 'query' ? {} : { 'guiju-command-id': options.commandId ?? newCommandId() }),
      },
      body: JSON.stringify(input),
      signal: options.signal ? AbortSignal.any([options.signal, slow]) : slow,
    });
  } catch (problem) {
    if (options.signal?.aborted) throw problem;
    throw slow.aborted ? tooSlow() : unreachable();
  }
  noticeConnection({ reachable: true });
  noteEventPosition(answer.headers.get('guiju-events'));
  const text = await answer.text().catch(() => '');
  if (!answer.ok) throw refused(answer.status, text);
  try {
    return JSON.parse(text) as AnswerOf<C>;
  } catch {
    throw unreadable(answer.status);
  }
}

export function unreachable(): CallFailure {
  noticeConnection({ reachable: false });
  return new CallFailure({ code: 'web.unreachable', status: 0, message: kernelWord('failed.unreachable') });
}

export const tooSlow = (): CallFailure =>
  new CallFailure({ code: 'web.tooSlow', status: 0, message: kernelWord('failed.tooSlow') });

const unreadable = (status: number) =>
  new CallFailure({ code: 'web.unreadable', status, message: kernelWord('failed.unreadable') });

/** Makes the failure out of the answer of a refused request. */
export function refused(status: number, text: string): CallFailure {
  let body: FailureBody['error'];
  try {
    body = (JSON.parse(text) as FailureBody).error;
    if (typeof body.code !== 'string') return unreadable(status);
  } catch {
    return unreadable(status);
  }
  if (body.code === notSignedIn.code) tellSessionOver();
  return new CallFailure({ ...body, status });
}
