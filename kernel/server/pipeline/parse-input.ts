import { z } from 'zod';
import { refuse } from '../../contract/failure.ts';
import { invalidInput } from '../../contract/kernel-failures.ts';
import type { OperationContract } from '../../contract/operation.ts';
import type { Language } from '../../contract/words.ts';

const inChinese = z.locales.zhCN().localeError;
const inEnglish = z.locales.en().localeError;

/** Checks an input against its contract. Throws `kernel.invalidInput` naming every place, in the caller's language. */
export function parseInput(operation: OperationContract, input: unknown, language: Language): unknown {
  const found = unfit(input, '', 0);
  if (found) throw refuse(invalidInput, { where: found.path, what: found.what[language], problems: [] });
  const parsed = operation.input.safeParse(input, { error: language === 'zh' ? inChinese : inEnglish });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues
    .slice(0, 50)
    .map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  const first = problems[0] ?? { path: '', message: '' };
  throw refuse(invalidInput, { where: first.path, what: first.message, problems });
}

const unstorable = { zh: '含有无法保存的字符', en: 'holds characters that cannot be stored' };
const tooDeep = { zh: '嵌套层数过多', en: 'is nested too deeply' };
/** No contract asks for more; what goes through an input level by level would run out of stack far beyond. */
const deepest = 100;

interface Unfit {
  readonly path: string;
  readonly what: Readonly<Record<Language, string>>;
}

/** Where a text lies that PostgreSQL can't hold (a NUL, half of a surrogate pair), or a value too deep; else undefined. */
function unfit(value: unknown, path: string, depth: number): Unfit | undefined {
  if (typeof value === 'string') {
    return value.includes('\0') || !value.isWellFormed() ? { path, what: unstorable } : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth >= deepest) return { path, what: tooDeep };
  for (const [key, inner] of Object.entries(value)) {
    const found = unfit(key, path, depth + 1) ?? unfit(inner, path ? `${path}.${key}` : key, depth + 1);
    if (found) return found;
  }
  return undefined;
}
