import { z } from 'zod';
import { refuse } from '../../contract/failure.ts';
import { invalidInput } from '../../contract/kernel-failures.ts';
import type { OperationContract } from '../../contract/operation.ts';
import type { Language } from '../../contract/words.ts';

const inChinese = z.locales.zhCN().localeError;
const inEnglish = z.locales.en().localeError;

/** Checks an input against its contract. Throws `kernel.invalidInput` naming every place, in the caller's language. */
export function parseInput(operation: OperationContract, input: unknown, language: Language): unknown {
  const parsed = operation.input.safeParse(input, { error: language === 'zh' ? inChinese : inEnglish });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues
    .slice(0, 50)
    .map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  const first = problems[0] ?? { path: '', message: '' };
  throw refuse(invalidInput, { where: first.path, what: first.message, problems });
}
