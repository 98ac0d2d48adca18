import { useMemo, useRef } from 'react';
import type { Words } from '#kernel/contract/words.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { type Translate, useWords } from '#kernel/web/language/use-words.ts';
import { builtInRoles } from '#modules/access/contract/built-in-roles.ts';
import { listRoles } from '#modules/access/contract/roles.ts';
import { readTree } from '#modules/directory/contract/departments.ts';
import { namePeople } from '#modules/directory/contract/people.ts';
import { listPosts } from '#modules/directory/contract/posts.ts';
import type { Definition } from '../../contract/definition.ts';
import { bothLanguages, type FormDesign } from '../../contract/form-design.ts';
import { listGroupNames } from '../../contract/group-operations.ts';
import { listKinds } from '../../contract/operations.ts';
import { words } from '../words.ts';
import { askedFields } from './condition-fields.ts';
import { rulesOf, type Speech } from './describe-node.ts';
import { targetsOf } from './flow-edit.ts';
import { findNode, type Name, nodesWithin } from './flow-tree.ts';

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** The same object as before as long as it says the same, so that cards aren't drawn again for nothing. */
function useSame<T>(value: T): T {
  const kept = useRef({ value, text: JSON.stringify(value) });
  const text = JSON.stringify(value);
  if (text !== kept.current.text) kept.current = { value, text };
  return kept.current.value;
}

/** Everything that puts this flow into the reader's words: names of people, roles, posts, fields of its form. */
export function useSpeech(flow: Definition, design: FormDesign): Speech {
  const t = useWords(words) as Translate<string>;
  const language = useLanguage();
  const format = useFormat();
  const nodes = useMemo(() => [...nodesWithin(flow.nodes)].map(({ node }) => node), [flow.nodes]);
  const rules = useMemo(() => rulesOf(flow, nodes), [flow, nodes]);
  // Any id may be a person's; those that aren't are left out of the answer.
  const personIds = useSame(
    useMemo(() => [...new Set(JSON.stringify(flow).match(uuid) ?? [])].toSorted().slice(0, 500), [flow]),
  );
  const asks = (fact: string) => [flow, design].some((part) => JSON.stringify(part).includes(fact));
  const people = useRead(namePeople, { personIds }, { when: personIds.length > 0, keep: true }).data?.rows;
  const posts = useRead(listPosts, {}, { when: rules.some((rule) => rule.kind === 'post') || asks('applicant_posts') })
    .data?.rows;
  const roles = useRead(listRoles, {}, { when: rules.some((rule) => rule.kind === 'role') }).data?.roles;
  const groups = useRead(listGroupNames, {}, { when: rules.some((rule) => rule.kind === 'group') }).data?.rows;
  const kinds = useRead(listKinds, {}, { when: nodes.some((node) => node.kind === 'subProcess') }).data?.rows;
  const departments = useRead(
    readTree,
    { levels: 20 },
    {
      when:
        asks('applicant_departments') ||
        askedFields(design).some((field) => field.pick === 'department' && !field.fact),
    },
  ).data?.departments;
  const targets = useSame(
    useMemo(
      () => nodes.flatMap(targetsOf).map((id): [string, Name | undefined] => [id, findNode(flow, id)?.node.name]),
      [nodes, flow],
    ),
  );
  return useMemo(() => {
    const spoken = (text: Words) => text[language];
    const nameOf = (name: Name) => (typeof name === 'string' ? name : spoken(name));
    const find = (rows: readonly { id: string; name: string }[] | undefined, id: string) =>
      rows ? (rows.find((row) => row.id === id)?.name ?? t('flow.unknown')) : '…';
    const labels = new Map<string, string>();
    for (const field of design.fields) {
      if (field.kind === 'note') continue;
      const label = spoken(bothLanguages(field.label));
      labels.set(field.name, label);
      if (field.kind !== 'table') continue;
      for (const column of field.columns) {
        labels.set(`${field.name}.${column.name}`, `${label} · ${spoken(bothLanguages(column.label))}`);
      }
    }
    const targetNames = new Map(targets);
    return {
      say: (key, facts) => t(`flow.${key}`, facts),
      list: (texts) => texts.join(language === 'zh' ? '、' : ', '),
      nameOf,
      amount: format.amount,
      fields: askedFields(design),
      fieldName: (name) => labels.get(name) ?? name,
      nodeName: (id) => {
        if (id === flow.start.id) return t('flow.start');
        const name = targetNames.get(id);
        return name === undefined ? undefined : nameOf(name);
      },
      names: {
        person: (id) => find(people, id),
        post: (id) => find(posts, id),
        department: (id) => find(departments, id),
        group: (id) => find(groups, id),
        process: (kind) => {
          const title = kinds?.find((one) => one.kind === kind)?.title;
          return title ? spoken(title) : kind;
        },
        role: (role) => {
          const known = roles?.find(
            (one) => one.id === role || one.id === builtInRoles[role as keyof typeof builtInRoles],
          );
          if (known) return spoken(known.name);
          return Object.hasOwn(builtInRoles, role) ? t(`flow.role.${role}`) : t('flow.unknown');
        },
      },
    };
  }, [t, language, format.amount, design, people, posts, roles, groups, kinds, departments, targets, flow.start.id]);
}
