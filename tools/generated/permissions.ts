import type { House } from '../house.ts';
import { pageTitle, sectionsOf } from './table.ts';

/** The permission matrix: each permission as a sentence, how far it can reach, and the operations that ask for it. */
export function permissionsPage({ contracts }: House): string {
  const operations = contracts.flatMap((contract) => contract.operations);
  return (
    pageTitle(
      '权限',
      'Permissions',
      'Roles are made of these sentences. “Two people”: switched on or off only by two (A4).',
    ) +
    sectionsOf(
      contracts,
      ['Permission', '权限', 'Sentence', 'Reach', 'Everybody has', 'Two people', 'Asked for by'],
      (contract) =>
        contract.permissions.map((permission) => [
          `\`${permission.name}\``,
          permission.sentence.zh,
          permission.sentence.en,
          permission.reaches.join(', '),
          permission.everybody ?? '',
          permission.important ? 'yes' : '',
          operations
            .filter(({ access }) => typeof access === 'object' && access.name === permission.name)
            .map(({ name }) => `\`${name}\``)
            .concat(
              contracts
                .flatMap(({ settings }) => settings)
                .filter(({ changedBy }) => changedBy.name === permission.name)
                .map(({ name }) => `setting \`${name}\``),
            )
            .join(', '),
        ]),
    )
  );
}
