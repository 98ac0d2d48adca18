import type { Rule } from './rule.ts';
import { clockInCode } from './rules/clock-in-code.ts';
import { clockInSql } from './rules/clock-in-sql.ts';
import { forbiddenPhrases } from './rules/forbidden-phrases.ts';
import { modulePapers } from './rules/module-papers.ts';
import { namedForExport } from './rules/named-for-export.ts';
import { noBarrels } from './rules/no-barrels.ts';
import { noRawHtml } from './rules/no-raw-html.ts';
import { noSleepInTests } from './rules/no-sleep-in-tests.ts';
import { oneHandler } from './rules/one-handler.ts';
import { plainNames } from './rules/plain-names.ts';
import { pushVerified } from './rules/push-verified.ts';
import { wordsAgree } from './rules/words-agree.ts';
import { wordsUsed } from './rules/words-used.ts';

/** The rules that read our files as text and syntax, each in a file of its own. */
export const fileRules: readonly Rule[] = [
  plainNames,
  noBarrels,
  namedForExport,
  oneHandler,
  pushVerified,
  modulePapers,
  wordsAgree,
  wordsUsed,
  clockInSql,
  clockInCode,
  noSleepInTests,
  noRawHtml,
  forbiddenPhrases,
];
