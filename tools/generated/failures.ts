import type { House } from '../house.ts';
import { pageTitle, sectionsOf, table } from './table.ts';

/** Every declared failure with its status and words, and the operations that name it. */
export function failuresPage({ contracts, failuresOfAll }: House): string {
  const operations = contracts.flatMap((contract) => contract.operations);
  const headings = ['Code', 'Status', '中文', 'English'];
  const byAll = failuresOfAll.map(({ code, status, words }) => [`\`${code}\``, String(status), words.zh, words.en]);
  const askers = (code: string): string =>
    operations
      .filter(({ failures }) => failures.some((failure) => failure.code === code))
      .map(({ name }) => `\`${name}\``)
      .join(', ');
  return `${pageTitle('拒绝', 'Failures', 'What a call can be refused with. Anything else is a fault and has no code.')}## 所有操作 Every operation

${table(headings, byAll)}
${sectionsOf(contracts, [...headings, 'Answered by'], (contract) =>
  contract.failures.map(({ code, status, words }) => [`\`${code}\``, String(status), words.zh, words.en, askers(code)]),
)}`;
}
