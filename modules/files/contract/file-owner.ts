import { extensionPoint } from '#kernel/contract/extension-point.ts';
import type { CallInputOf, OperationContract, OutputOf } from '#kernel/contract/operation.ts';

/** A kind of thing that files can be attached to, declared by the module that it belongs to. */
export interface FileOwner {
  readonly module: string;
  readonly kind: string;
  /** Gives the thing to whoever may read it, and refuses everybody else. */
  readonly reads: OperationContract<'query'>;
  readonly inputFor: (id: string) => unknown;
  /** Whether the answer shows this file; without it, who reads the thing reads all its files. */
  readonly shows?: (answer: never, fileId: string) => boolean;
  /** Its files can't be used again elsewhere by those who may read them (`copyFile`): they don't leave their audience (P5). */
  readonly stays?: true;
  /**
   * Whether this file is for looking at only (P5): others than the uploader never get its bytes, but a smaller picture with their name
   * over it, or the words of a document.
   */
  readonly viewOnly?: (answer: never, fileId: string) => boolean;
  /** Others than the uploader get its pictures without the place where they were taken; evidence keeps it. */
  readonly placeless?: true;
}

/**
 * Where modules declare what files can be attached to: `moduleContract({ extensions: [extend(fileOwners, requestFiles)] })`.
 */
export const fileOwners = extensionPoint<FileOwner>('files.fileOwners');

/**
 * Declares such a kind. Who may read the thing may read its files: `reads` is asked as the reader, every time.
 * `shows` narrows that to what the reader's answer holds (fields that are hidden from them).
 */
export const fileOwner = <Q extends OperationContract<'query'>>(declared: {
  module: string;
  kind: string;
  reads: Q;
  inputFor: (id: string) => CallInputOf<Q>;
  shows?: (answer: OutputOf<Q>, fileId: string) => boolean;
  stays?: true;
  viewOnly?: (answer: OutputOf<Q>, fileId: string) => boolean;
  placeless?: true;
}): FileOwner => declared as unknown as FileOwner;
