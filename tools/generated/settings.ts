import type { House } from '../house.ts';
import { pageTitle, sectionsOf } from './table.ts';

/** Every setting: whose it is, its first value, and who may change it. */
export function settingsPage({ contracts }: House): string {
  return (
    pageTitle(
      '设置',
      'Settings',
      'Kept in the database. An employer’s value goes before the company’s, that before the first value.',
    ) +
    sectionsOf(contracts, ['Setting', '中文', 'English', 'Scope', 'First value', 'Changed by'], (contract) =>
      contract.settings.map(({ name, words, scope, initial, changedBy }) => [
        `\`${name}\``,
        words.zh,
        words.en,
        scope,
        `\`${JSON.stringify(initial)}\``,
        `\`${changedBy.name}\``,
      ]),
    )
  );
}
