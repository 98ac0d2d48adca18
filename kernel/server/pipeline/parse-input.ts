import { z } from 'zod';
import { refuse } from '../../contract/failure.ts';
import { invalidInput } from '../../contract/kernel-failures.ts';
import type { OperationContract } from '../../contract/operation.ts';
import type { Language } from '../../contract/words.ts';

const inChinese = z.locales.zhCN().localeError;
const inEnglish = z.locales.en().localeError;

/** Checks an input against its contract. Throws `kernel.invalidInput` naming every place, in the caller's language. */
export function parseInput(operation: OperationContract, input: unknown, language: Language): unknown {
  const unstorable = unstorablePath(input, '');
  if (unstorable !== undefined) {
    throw refuse(invalidInput, { where: unstorable, what: unstorableText[language], problems: [] });
  }
  const parsed = operation.input.safeParse(input, { error: language === 'zh' ? inChinese : inEnglish });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues
    .slice(0, 50)
    .map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  const first = problems[0] ?? { path: '', message: '' };
  throw refuse(invalidInput, { where: first.path, what: first.message, problems });
}

const unstorableText = { zh: '含有无法保存的字符', en: 'holds characters that cannot be stored' };

/** Where a text lies that PostgreSQL can't hold (a NUL, half of a surrogate pair); undefined where there is none. */
function unstorablePath(value: unknown, path: string): string | undefined {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed() ? path : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = unstorablePath(key, path) ?? unstorablePath(inner, path ? `${path}.${key}` : key);
    if (found !== undefined) return found;
  }
  return undefined;
}
