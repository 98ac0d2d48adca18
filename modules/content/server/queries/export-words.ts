import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { writeXlsx } from '#kernel/server/sheets/write-xlsx.ts';
import * as contract from '../../contract/operations.ts';
import type { ContentRule } from '../../contract/rule.ts';
import type { ContentTables } from '../content-tables.ts';

const names = {
  zh: { words: '词', allow: '允许的网址', deny: '禁止的网址', word: '词', host: '网址' },
  en: { words: 'Words', allow: 'Allowed hosts', deny: 'Denied hosts', word: 'Word', host: 'Host' },
};

export const exportWords = handle<ContentTables>()(contract.exportWords, async (context, { ruleId }) => {
  const { rows } = await sql<{ definition: ContentRule }>`
    select definition from content.rule where id = ${ruleId}::uuid`.execute(context.db);
  const [held] = rows;
  if (!held) throw refuse(notFound);
  const { lookout, title } = held.definition;
  const t = names[context.language];
  const sheet = (name: string, heading: string, list: readonly string[]) => ({
    name,
    rows: [[heading], ...list.map((entry) => [entry])],
    headingRow: 1,
  });
  return {
    bytes: writeXlsx(
      lookout.kind === 'links'
        ? [sheet(t.allow, t.host, lookout.allow), sheet(t.deny, t.host, lookout.deny)]
        : [sheet(t.words, t.word, lookout.kind === 'words' ? lookout.words : [])],
    ),
    name: `${title[context.language]}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  };
});
