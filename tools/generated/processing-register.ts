import { fieldsOf } from '#kernel/contract/fields-of.ts';
import type { ModuleContract } from '#kernel/contract/module-contract.ts';
import type { PersonalMark } from '#kernel/contract/personal.ts';
import type { House } from '../house.ts';
import { pageTitle, sectionsOf } from './table.ts';

type Entry = { readonly field: string; readonly mark: PersonalMark; readonly where: Set<string> };

/** The register of processing (Z8; PIPL art. 55–56 ask for the sensitive part): each marked field, what for, on what basis, how long. */
export function processingRegisterPage({ contracts, markOf }: House): string {
  return (
    pageTitle(
      '个人信息处理登记',
      'Register of processing',
      'Personal data as the contracts mark it, and where each field goes in or comes out.',
    ) +
    sectionsOf(contracts, ['Field', 'Purpose', 'Basis', 'Sensitivity', 'Kept for', 'In', 'Out'], (contract) =>
      [...entriesOf(contract, markOf)].map(({ field, mark, where }) => [
        field,
        mark.purpose,
        mark.basis,
        mark.sensitivity,
        mark.retention,
        listed(where, 'in '),
        listed(where, 'out '),
      ]),
    )
  );
}

function entriesOf(contract: ModuleContract, markOf: House['markOf']): Iterable<Entry> {
  const entries = new Map<string, Entry>();
  const shapes = [
    ...contract.operations.flatMap(({ name, input, output }) => [
      { where: `in ${name}`, shape: input },
      { where: `out ${name}`, shape: output },
    ]),
    ...contract.events.map(({ name, facts }) => ({ where: `out ${name}`, shape: facts })),
  ];
  for (const { where, shape } of shapes) {
    for (const { name, schema } of fieldsOf(shape)) {
      const mark = markOf(schema);
      if (!mark) continue;
      const key = JSON.stringify([name, mark.purpose, mark.basis, mark.sensitivity, mark.retention]);
      const entry = entries.get(key) ?? { field: name, mark, where: new Set() };
      entry.where.add(where);
      entries.set(key, entry);
    }
  }
  return entries.values();
}

const listed = (where: ReadonlySet<string>, way: string): string =>
  [...where]
    .filter((one) => one.startsWith(way))
    .map((one) => `\`${one.slice(way.length)}\``)
    .join(', ');
