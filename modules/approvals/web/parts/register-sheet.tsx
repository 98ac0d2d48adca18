import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Checkbox } from '#design/checkbox.tsx';
import { Empty } from '#design/empty.tsx';
import { Input } from '#design/input.tsx';
import { MultiSelect } from '#design/multi-select.tsx';
import { Select } from '#design/select.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { builtInRoles } from '#modules/access/contract/built-in-roles.ts';
import { departmentPicker } from '#modules/directory/contract/parts.ts';
import { listArchiveKinds } from '../../contract/archive-search.ts';
import { type RegisterColumn, type readRegister, saveRegister } from '../../contract/registers.ts';
import { useRoleName } from '../use-role-name.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import { ActionSheet } from './action-sheet.tsx';
import { ArchiveFilterFields, askedOf, type TypedArchiveFilter } from './archive-filter-fields.tsx';
import { Labelled } from './labelled.tsx';

type Register = OutputOf<typeof readRegister>;
type Kind = OutputOf<typeof listArchiveKinds>['rows'][number];

const ofRequest = [
  'number',
  'kind',
  'summary',
  'applicant',
  'department',
  'status',
  'submittedAt',
  'endedAt',
  'step',
  'holder',
] as const;
const roles = (Object.keys(builtInRoles) as (keyof typeof builtInRoles)[]).filter((role) => role !== 'employee');

/** What a register of these kinds had best show: what its forms suggest, beside number, applicant, state and end. */
function suggested(kinds: readonly Kind[]): { columns: RegisterColumn[]; isProgress: boolean } {
  const isProgress = kinds.some((kind) => kind.suggested.isProgress);
  const sums = new Set(kinds.flatMap((kind) => kind.suggested.sums));
  const fields = [...new Set(kinds.flatMap((kind) => kind.suggested.columns))].slice(0, 40);
  const before: RegisterColumn[] = [
    { from: 'request', name: 'number' },
    ...(kinds.length > 1 ? [{ from: 'request' as const, name: 'kind' as const }] : []),
    { from: 'request', name: 'applicant' },
    { from: 'request', name: 'status' },
    ...(isProgress
      ? [
          { from: 'request' as const, name: 'step' as const },
          { from: 'request' as const, name: 'holder' as const },
        ]
      : []),
  ];
  return {
    isProgress,
    columns: [
      ...before,
      ...fields.map((name) => ({ from: 'form' as const, name, sum: sums.has(name) })),
      { from: 'request', name: 'endedAt' },
    ],
  };
}

/** Makes a register, changes one, or makes one's own of another's. */
export function RegisterSheet(props: {
  register?: Register;
  isCopy?: boolean;
  onClose: () => void;
  onSaved: (registerId: string) => void;
}) {
  const t = useWords(words);
  const read = useRead(listArchiveKinds, {});
  return (
    <Loaded read={read} shape="rows">
      {({ rows }) => (
        <Making {...props} all={rows} title={t(props.register && !props.isCopy ? 'register.change' : 'register.new')} />
      )}
    </Loaded>
  );
}

function Making(props: {
  register?: Register;
  isCopy?: boolean;
  onClose: () => void;
  onSaved: (registerId: string) => void;
  all: readonly Kind[];
  title: string;
}) {
  const t = useWords(words);
  const spoken = useSpoken();
  const roleName = useRoleName();
  const { register, isCopy = false } = props;
  const [name, setName] = useState(
    register ? (isCopy ? t('register.copyOf', { name: register.name }) : register.name) : '',
  );
  const [kinds, setKinds] = useState<readonly string[]>(register?.kinds ?? []);
  const [columns, setColumns] = useState<readonly RegisterColumn[]>(register?.columns ?? []);
  const [isProgress, setProgress] = useState(register?.isProgress ?? false);
  const [narrowed, setNarrowed] = useState<TypedArchiveFilter>(register?.filter ?? { fields: [] });
  const [departmentIds, setDepartments] = useState<readonly string[]>(
    isCopy ? [] : (register?.sharing.departmentIds ?? []),
  );
  const [sharedRoles, setRoles] = useState<readonly string[]>(isCopy ? [] : (register?.sharing.roles ?? []));
  const { run, running, failure } = useCommand(saveRegister);

  const offered = props.all.filter((kind) => kind.granted || register?.kinds.includes(kind.kind));
  const chosen = offered.filter((kind) => kinds.includes(kind.kind));
  const fields = [...new Map(chosen.flatMap((kind) => kind.fields).map((field) => [field.name, field])).values()];
  const labelOf = (column: RegisterColumn) => {
    const known = register?.columns.findIndex((one) => one.from === column.from && one.name === column.name) ?? -1;
    if (column.from === 'request') return t(`register.column.${column.name}`);
    const field = fields.find((one) => one.name === column.name);
    return field ? spoken(field.label) : spoken(register?.headings[known] ?? { zh: column.name, en: column.name });
  };
  const left: RegisterColumn[] = [
    ...ofRequest.map((one) => ({ from: 'request' as const, name: one })),
    ...fields.map((field) => ({ from: 'form' as const, name: field.name, sum: false })),
  ].filter((column) => !columns.some((one) => one.from === column.from && one.name === column.name));
  const choose = (next: readonly string[]) => {
    setKinds(next);
    const told = suggested(offered.filter((kind) => next.includes(kind.kind)));
    if (register === undefined) {
      setColumns(told.columns);
      setProgress(told.isProgress);
    }
  };
  const put = (at: number, column: RegisterColumn) =>
    setColumns(columns.map((one, index) => (index === at ? column : one)));
  const move = (at: number, step: number) => {
    const column = columns[at];
    if (column) setColumns(columns.toSpliced(at, 1).toSpliced(at + step, 0, column));
  };
  const send = async () => {
    const done = await run({
      ...(register && !isCopy && { registerId: register.registerId, revision: register.revision }),
      name: name.trim(),
      kinds: [...kinds],
      isProgress,
      columns: [...columns],
      filter: { ...askedOf(narrowed), ...(register?.filter.search && { search: register.filter.search }) },
      sharing: { departmentIds: [...departmentIds], roles: [...sharedRoles] },
    });
    if (!done) return;
    props.onClose();
    props.onSaved(done.registerId);
  };
  return (
    <ActionSheet
      title={props.title}
      send={t('register.save')}
      busy={running}
      ready={name.trim() !== '' && kinds.length > 0 && columns.length > 0}
      failure={failure}
      onSend={() => void send()}
      onClose={props.onClose}
    >
      {offered.length === 0 ? (
        <Empty
          icon="lock"
          title={t('query.none')}
          action={
            <Button kind="quiet" href="/approvals/archive">
              {t('query.ask')}
            </Button>
          }
        >
          {t('query.none.body')}
        </Empty>
      ) : (
        <>
          <Labelled label={t('register.name')}>
            {(named) => <Input {...named} value={name} onChange={(next) => setName(next ?? '')} />}
          </Labelled>
          <Labelled label={t('query.kind')} hint={t('register.kinds.hint')}>
            {(named) => (
              <MultiSelect
                {...named}
                value={kinds}
                onChange={(next) => choose(next ?? [])}
                choices={offered.map((kind) => ({ value: kind.kind, label: spoken(kind.title) }))}
              />
            )}
          </Labelled>
          <Checkbox value={isProgress} onChange={(next) => setProgress(next === true)}>
            {t('register.isProgress')}
          </Checkbox>
          {kinds.length > 0 ? (
            <>
              <fieldset className="register-columns">
                <legend>{t('register.columns')}</legend>
                <ol>
                  {columns.map((column, at) => (
                    <li key={`${column.from}.${column.name}`}>
                      <label className="gj-unseen" htmlFor={`register-heading-${at}`}>
                        {t('register.heading', { column: labelOf(column) })}
                      </label>
                      <Input
                        id={`register-heading-${at}`}
                        most={60}
                        placeholder={labelOf(column)}
                        value={column.heading}
                        onChange={(heading) => {
                          const { heading: _, ...rest } = column;
                          put(at, heading ? { ...rest, heading } : rest);
                        }}
                      />
                      {column.from === 'form' && fields.find((field) => field.name === column.name)?.sum ? (
                        <Checkbox value={column.sum} onChange={(sum) => put(at, { ...column, sum: sum === true })}>
                          {t('register.summed')}
                        </Checkbox>
                      ) : (
                        <span />
                      )}
                      <Button
                        kind="quiet"
                        icon="up"
                        label={t('register.up', { column: labelOf(column) })}
                        disabled={at === 0}
                        onPress={() => move(at, -1)}
                      />
                      <Button
                        kind="quiet"
                        icon="close"
                        label={t('register.drop', { column: labelOf(column) })}
                        onPress={() => setColumns(columns.toSpliced(at, 1))}
                      />
                    </li>
                  ))}
                </ol>
                {left.length > 0 ? (
                  <Labelled label={t('register.add')} required={false}>
                    {(named) => (
                      <Select
                        {...named}
                        searchable
                        key={columns.length}
                        placeholder={t('register.add')}
                        choices={left.map((column, at) => ({ value: String(at), label: labelOf(column) }))}
                        onChange={(at) => {
                          const column = left[Number(at)];
                          if (column) setColumns([...columns, column]);
                        }}
                      />
                    )}
                  </Labelled>
                ) : null}
              </fieldset>
              <fieldset className="register-columns">
                <legend>{t('register.only')}</legend>
                <ArchiveFilterFields fields={fields} value={narrowed} onChange={setNarrowed} />
              </fieldset>
            </>
          ) : null}
          <fieldset className="register-columns">
            <legend>{t('register.share')}</legend>
            <p className="gj-second">{t('register.share.hint')}</p>
            <Labelled label={t('register.share.departments')} required={false}>
              {(named) => (
                <Part
                  of={departmentPicker}
                  {...named}
                  value={departmentIds}
                  onChange={(next) => setDepartments(next ?? [])}
                />
              )}
            </Labelled>
            <Labelled label={t('register.share.roles')} required={false}>
              {(named) => (
                <MultiSelect
                  {...named}
                  value={sharedRoles}
                  onChange={(next) => setRoles(next ?? [])}
                  choices={roles.map((role) => ({ value: role as string, label: roleName(role) }))}
                />
              )}
            </Labelled>
          </fieldset>
        </>
      )}
    </ActionSheet>
  );
}
