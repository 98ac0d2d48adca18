import { z } from 'zod';

/** Periods by name; how long those that end by time are, the company sets (`retention.ts`). */
export const retentionName = z.enum([
  'employment',
  'employment+2y',
  'record',
  'security-log-6m',
  'audit-3y',
  'notice-2y',
  'import-30d',
  'case+1y',
  'until-used',
]);

/** What a shape says about a personal field: what for, how sensitive, how long kept (Z8, Z9). */
export interface PersonalMark {
  readonly purpose:
    | 'identification'
    | 'contact'
    | 'employment'
    | 'approval'
    | 'attendance'
    | 'communication'
    | 'security'
    | 'policy';
  /** `sensitive`: health, whereabouts, bank account, ID, face, and the like (PIPL art. 28): masked in lists, every look logged. */
  readonly sensitivity: 'ordinary' | 'sensitive';
  /** How long it is kept, as a named period of the retention table (Z18). */
  readonly retention: z.infer<typeof retentionName>;
  readonly basis: 'contract' | 'hr-rules' | 'law' | 'consent';
}

const marks = new WeakMap<z.ZodType, PersonalMark>();

/** Marks a field as personal data. Returns the same schema, so that it can stand inside a shape. */
export function personal<S extends z.ZodType>(schema: S, mark: PersonalMark): S {
  marks.set(schema, mark);
  return schema;
}

/** The mark of a field, looking through optional, nullable, default and array wrappers. */
export function personalMarkOf(schema: z.ZodType): PersonalMark | undefined {
  const own = marks.get(schema);
  if (own) return own;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return personalMarkOf(schema.unwrap() as z.ZodType);
  }
  if (schema instanceof z.ZodArray) return personalMarkOf(schema.element as z.ZodType);
  return undefined;
}
