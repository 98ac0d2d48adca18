import type { z } from 'zod';
import type { FailureContract } from './failure.ts';
import type { PermissionContract } from './permission.ts';
import type { SettingContract } from './setting.ts';
import type { Words } from './words.ts';

/**
 * Who may call an operation.
 * `visitor`: anybody, also without a session (sign-in, set-up, health);
 * `signedIn`: any signed-in person, the handler's loader decides what of theirs they reach;
 * a permission: the pipeline refuses with 403 who has it with no reach at all, the loader applies the reach (404 outside).
 */
export type Access = 'visitor' | 'signedIn' | PermissionContract;

/**
 * command: changes something, once per command id. query: changes nothing. upload: takes bytes beside its input.
 * download: gives bytes. job: a long command that reports progress. unattributed: a command without session, actor,
 * address or request id anywhere (tip-offs, Z10).
 */
export type OperationKind = 'command' | 'query' | 'upload' | 'download' | 'job' | 'unattributed';

export interface OperationContract<
  K extends OperationKind = OperationKind,
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
> {
  readonly kind: K;
  /** `module.operation`: the URL, the CLI command, the audit name and the client call. */
  readonly name: string;
  readonly summary: Words;
  readonly input: I;
  readonly output: O;
  readonly access: Access;
  /** Declared refusals of its own; the kernel's (401, 403, 404, 400, 409, 429, 503) are always possible. */
  readonly failures: readonly FailureContract[];
  /** Calls a minute per actor (per address for visitors). */
  readonly perMinute: number;
  /** Upload: most bytes of the body. */
  readonly maxBytes?: number;
  /** Upload: the body goes straight into the blob store, and the handler gets its place and digest instead of bytes. */
  readonly stored?: boolean;
  /** Upload: a setting in megabytes that holds the limit below `maxBytes`. */
  readonly limit?: SettingContract;
  /**
   * Upload: asked with the same input before the first byte; whoever it refuses sends nothing. For visitors who bring a key. Where
   * its answer names a `program`, that program may send in parts, too (kernel/server/uploads).
   */
  readonly admittedBy?: OperationContract<'query'>;
  /** A query whose looks are logged in the audit because it shows sensitive data (Z9). */
  readonly logsLooks: boolean;
  /** The caller's answer is never stored for replay (it holds a secret, e.g. a session or an activation code). */
  readonly secretAnswer: boolean;
  /** Its input holds a password: not even a hash of it is kept, so a command id isn't recognised when it comes again. */
  readonly secretInput: boolean;
  /**
   * Whether a program with a key of its own may call it, with the permission that `access` names. Everything else takes a
   * person: whatever decides, approves or signs always does (Z30).
   */
  readonly byApplications: boolean;
}

interface Declared<I extends z.ZodType, O extends z.ZodType> {
  name: string;
  summary: Words;
  input: I;
  output: O;
  access: Access;
  failures?: readonly FailureContract[];
  perMinute?: number;
  logsLooks?: boolean;
  secretAnswer?: boolean;
  secretInput?: boolean;
  byApplications?: boolean;
}

interface Incoming {
  maxBytes: number;
  stored?: boolean;
  limit?: SettingContract;
  admittedBy?: OperationContract<'query'>;
}

function operation<K extends OperationKind, I extends z.ZodType, O extends z.ZodType>(
  kind: K,
  declared: Declared<I, O> & Partial<Incoming>,
): OperationContract<K, I, O> {
  if (declared.byApplications && (typeof declared.access === 'string' || (kind !== 'query' && kind !== 'command')))
    throw new Error(`${declared.name} has no permission that an application could be given, or takes a person`);
  return {
    ...declared,
    kind,
    failures: declared.failures ?? [],
    perMinute: declared.perMinute ?? (kind === 'query' || kind === 'download' ? 1200 : 300),
    logsLooks: declared.logsLooks ?? false,
    secretAnswer: declared.secretAnswer ?? false,
    secretInput: declared.secretInput ?? false,
    byApplications: declared.byApplications ?? false,
  };
}

export const command = <I extends z.ZodType, O extends z.ZodType>(declared: Declared<I, O>) =>
  operation('command', declared);
export const query = <I extends z.ZodType, O extends z.ZodType>(declared: Declared<I, O>) =>
  operation('query', declared);
export const job = <I extends z.ZodType, O extends z.ZodType>(declared: Declared<I, O>) => operation('job', declared);
export const download = <I extends z.ZodType, O extends z.ZodType>(declared: Declared<I, O>) =>
  operation('download', declared);
export const upload = <I extends z.ZodType, O extends z.ZodType>(declared: Declared<I, O> & Incoming) =>
  operation('upload', declared);
export const unattributed = <I extends z.ZodType, O extends z.ZodType>(declared: Declared<I, O>) =>
  operation('unattributed', declared);

export type InputOf<C extends OperationContract> = z.infer<C['input']>;
/** What a caller may write: defaults left out. */
export type CallInputOf<C extends OperationContract> = z.input<C['input']>;
export type OutputOf<C extends OperationContract> = z.infer<C['output']>;
