import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { guessedFirst } from './guessed-first.ts';
import { isHabit } from './is-habit.ts';

/** What a company asks of passwords. */
export interface PasswordRules {
  readonly minLength: number;
  /** Kinds of characters to be mixed: small letters, capitals, digits, signs (letters without case count as signs). */
  readonly classes: number;
  /** Least score, 0 to 4, of zxcvbn: 3 holds out against 10^8 guesses. */
  readonly strength: number;
}

export type PasswordProblem = 'tooShort' | 'tooPlain' | 'holdsName' | 'guessable';

let estimator: ZxcvbnFactory | undefined;

/** How hard a password is to guess, 0 (at once) to 4. `ownWords`: what others know of the person. */
export function passwordScore(password: string, ownWords: readonly string[]): number {
  estimator ??= new ZxcvbnFactory({ dictionary: { passwords: guessedFirst } });
  return estimator.check(password, [...ownWords]).score;
}

/**
 * The first thing that is wrong with a new password (P1); undefined: nothing. `ownWords`: account, name, its pinyin, which
 * it doesn't hold at all; `houseWords`: what everybody knows of the company, which counts as guessed.
 */
export function checkPassword(
  password: string,
  rules: PasswordRules,
  ownWords: readonly string[],
  houseWords: readonly string[] = [],
): PasswordProblem | undefined {
  if ([...password].length < rules.minLength) return 'tooShort';
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u].filter((kind) => kind.test(password));
  if (kinds.length < rules.classes) return 'tooPlain';
  const lower = password.toLowerCase();
  const holds = (word: string) => [...word].length >= (/^[\p{ASCII}]+$/u.test(word) ? 4 : 2) && lower.includes(word);
  if (ownWords.some((word) => holds(word.toLowerCase()))) return 'holdsName';
  // From “safe against guessing” upwards: what is common here isn't, whatever an estimate made for English says.
  if (rules.strength >= 3 && isHabit(password)) return 'guessable';
  return passwordScore(password, [...ownWords, ...houseWords]) < rules.strength ? 'guessable' : undefined;
}
