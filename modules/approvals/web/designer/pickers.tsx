import type { Control } from '#design/control.ts';
import { type Choice, Select } from '#design/select.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { builtInRoles } from '#modules/access/contract/built-in-roles.ts';
import { listRoles } from '#modules/access/contract/roles.ts';
import { listPosts } from '#modules/directory/contract/posts.ts';
import { listGroupNames } from '../../contract/group-operations.ts';
import { words } from '../words.ts';
import { useSheet } from './sheet-context.ts';

/** A role: those that every company has by their names, the company's own by their ids (where the reader may see them). */
export function RolePicker(props: Control<string>) {
  const t = useWords(words);
  const language = useLanguage();
  const from = useRead(listRoles, {});
  const listed = from.data?.roles ?? [];
  const builtIn = (Object.entries(builtInRoles) as [keyof typeof builtInRoles, string][]).filter(
    ([name]) => name !== 'employee',
  );
  const choices: Choice[] = [
    ...builtIn.map(([name, id]) => ({
      value: name,
      label: listed.find((role) => role.id === id)?.name[language] ?? t(`flow.role.${name as 'hr'}`),
    })),
    ...listed.filter((role) => !role.builtIn).map((role) => ({ value: role.id, label: role.name[language] })),
  ];
  return <Select {...props} searchable from={from} placeholder={t('flow.pick.role')} choices={choices} />;
}

export function PostPicker(props: Control<string>) {
  const t = useWords(words);
  const from = useRead(listPosts, {});
  return (
    <Select
      {...props}
      searchable
      placeholder={t('flow.pick.post')}
      from={from}
      choices={(from.data?.rows ?? []).map((post) => ({ value: post.id, label: post.name }))}
    />
  );
}

/** An approver group; where there is none yet it says where they are made. */
export function GroupPicker(props: Control<string>) {
  const t = useWords(words);
  const read = useRead(listGroupNames, {});
  const groups = read.data?.rows ?? [];
  return (
    <Select
      {...props}
      searchable
      placeholder={t(read.data && groups.length === 0 ? 'flow.pick.noGroup' : 'flow.pick.group')}
      from={read}
      choices={groups.map((group) => ({ value: group.id, label: group.name }))}
    />
  );
}

/** Fields of the form of certain kinds; with `columns` those of its tables too, as `table.column`. */
export function FieldPicker(props: Control<string> & { kinds?: readonly string[]; columns?: boolean; none?: string }) {
  const t = useWords(words);
  const { design, speech } = useSheet();
  const suits = (kind: string) => props.kinds?.includes(kind) ?? true;
  const names = design.fields.flatMap((field) => [
    ...(suits(field.kind) && field.kind !== 'note' ? [field.name] : []),
    ...(props.columns && field.kind === 'table'
      ? field.columns.filter((column) => suits(column.kind)).map((column) => `${field.name}.${column.name}`)
      : []),
  ]);
  const { none } = props;
  return (
    <Select
      {...props}
      value={props.value ?? (none === undefined ? undefined : '')}
      placeholder={names.length === 0 ? t('flow.pick.noField') : t('flow.pick.field')}
      onChange={(value) => props.onChange?.(value === '' ? undefined : value)}
      choices={[
        ...(none === undefined ? [] : [{ value: '', label: none }]),
        ...names.map((value) => ({ value, label: speech.fieldName(value) })),
      ]}
    />
  );
}
