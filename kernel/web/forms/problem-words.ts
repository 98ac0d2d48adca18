import type { z } from 'zod';
import type { Facts } from '#kernel/contract/words.ts';
import type { KernelKey } from '../language/use-words.ts';

const formats: Readonly<Record<string, KernelKey>> = {
  email: 'problem.email',
  url: 'problem.url',
  date: 'problem.date',
};

/** Puts what the schema finds wrong into words of ours: short, in the reader's language, without types and regexes. */
export function problemWord(issue: z.core.$ZodIssue, value: unknown): { key: KernelKey; facts?: Facts } {
  const missing = value === undefined || value === null || value === '';
  switch (issue.code) {
    case 'invalid_type':
      return { key: missing ? 'problem.required' : 'problem.wrong' };
    case 'too_small': {
      const facts = { least: Number(issue.minimum), count: 0 };
      if (issue.origin === 'string') return missing ? { key: 'problem.required' } : { key: 'problem.tooShort', facts };
      if (issue.origin === 'array') return { key: 'problem.tooFew', facts };
      return { key: 'problem.tooSmall', facts };
    }
    case 'too_big': {
      const facts = { most: Number(issue.maximum), count: 0 };
      if (issue.origin === 'string') return { key: 'problem.tooLong', facts };
      if (issue.origin === 'array') return { key: 'problem.tooMany', facts };
      return { key: 'problem.tooBig', facts };
    }
    case 'invalid_format':
      if (missing) return { key: 'problem.required' };
      return { key: formats[issue.format] ?? 'problem.wrong' };
    case 'invalid_value':
    case 'invalid_union':
      return { key: missing ? 'problem.required' : 'problem.wrong' };
    default:
      return { key: 'problem.wrong' };
  }
}
