import type { z } from 'zod';
import type { PermissionContract } from './permission.ts';
import type { Words } from './words.ts';

/** A typed setting in the database. `employer` settings fall back to the company's, then to the default. */
export interface SettingContract<S extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly scope: 'company' | 'employer';
  readonly shape: S;
  readonly initial: z.infer<S>;
  readonly words: Words;
  /** What its parts and choices are called, by the names in its shape; each of them has words, unless it is set elsewhere. */
  readonly parts?: Readonly<Record<string, Words>>;
  /** The address of the page on which it is set, where it has one of its own. */
  readonly setAt?: `/${string}`;
  /** Who may change it. */
  readonly changedBy: PermissionContract;
}

export function setting<S extends z.ZodType>(declared: {
  name: string;
  scope: 'company' | 'employer';
  shape: S;
  initial: z.infer<S>;
  words: Words;
  parts?: Readonly<Record<string, Words>>;
  setAt?: `/${string}`;
  changedBy: PermissionContract;
}): SettingContract<S> {
  return declared;
}
