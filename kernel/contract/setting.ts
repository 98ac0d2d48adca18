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
  /** Who may change it. */
  readonly changedBy: PermissionContract;
}

export function setting<S extends z.ZodType>(declared: {
  name: string;
  scope: 'company' | 'employer';
  shape: S;
  initial: z.infer<S>;
  words: Words;
  changedBy: PermissionContract;
}): SettingContract<S> {
  return declared;
}
