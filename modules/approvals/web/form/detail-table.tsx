import { lazy, memo, type ReactNode, Suspense, useEffect, useId, useState } from 'react';
import { Button } from '#design/button.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { useIsPhone } from '#design/use-is-phone.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { bothLanguages, type CellField, type TableField } from '../../contract/form-design.ts';
import type { TableRow } from '../../contract/form-values.ts';
import { accessTo, isComputed } from '../../domain/form/apply-permissions.ts';
import { initialRow } from '../../domain/form/initial-values.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import { CellControl, isGroup } from './cell-control.tsx';
import { DesignedValue } from './designed-value.tsx';
import { isNumber } from './is-number.ts';
import { TableSums } from './table-sums.tsx';
import { type Filling, rowsOf } from './use-filling.ts';
import { useProblemWords } from './use-problem-words.ts';

const ImportRows = lazy(async () => ({ default: (await import('./import-rows.tsx')).ImportRows }));

/** Rows drawn at a time: 1,000 of them stay as quick as 20. */
const PAGE = { wide: 20, phone: 10 } as const;

/** A detail table to be filled in: a table where there is room, a card for each row on phones. */
export function DetailTable(props: { field: TableField; filling: Filling; problem: string | undefined }) {
  const t = useWords(words);
  const spoken = useSpoken();
  const id = useId();
  const isPhone = useIsPhone();
  const { field, filling, problem } = props;
  const { asked, outcome, values, setRows, attempts, told } = filling;
  const [imports, setImports] = useState(false);
  const [page, setPage] = useState(0);
  const rows = rowsOf(values[field.name]);
  const size = isPhone ? PAGE.phone : PAGE.wide;
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const at = Math.min(page, pages - 1);

  const firstWrong = told.find((one) => one.path.startsWith(`${field.name}.`))?.path.split('.')[1];
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a sending leads to the row, not every change after it
  useEffect(() => {
    if (attempts > 0 && firstWrong !== undefined) setPage(Math.floor(Number(firstWrong) / size));
  }, [attempts]);

  const accessOf = (column: CellField) => accessTo(asked.permissions, field.name, column.name, asked.usual);
  const columns = field.columns.filter((column) => accessOf(column) !== 'hidden');
  const mayAdd = field.columns.every((column) => isComputed(column) || accessOf(column) === 'edit');
  // A design that is only tried has no kind whose rows the server could read.
  const isTrial = asked.kind === '';
  const worked = rowsOf(outcome.values[field.name]);
  const label = spoken(bothLanguages(field.label));
  const shown = rows.slice(at * size, (at + 1) * size);
  const add = () => {
    setRows(field.name, (before) => [...before, initialRow(field, asked.facts)]);
    setPage(Math.floor(rows.length / size));
  };
  const cell = (column: CellField, index: number, row: TableRow) => {
    const path = `${field.name}.${index}.${column.name}`;
    return (
      <Cell
        table={field.name}
        column={column}
        index={index}
        value={row[column.name]}
        worked={worked[index]?.[column.name]}
        isHidden={outcome.hidden.has(path)}
        isRequired={outcome.required.has(path)}
        mayEdit={accessOf(column) === 'edit'}
        problem={filling.problemAt(path)}
        framed={isPhone}
        setRows={setRows}
        touch={filling.touch}
      />
    );
  };
  const rowTools = (index: number) =>
    mayAdd ? (
      <span className="approvals-row-tools">
        <Button
          kind="quiet"
          icon="copy"
          label={t('form.row.copy', { row: index + 1 })}
          disabled={rows.length >= field.atMost}
          onPress={() =>
            setRows(field.name, (before) => [
              ...before.slice(0, index + 1),
              { ...before[index] },
              ...before.slice(index + 1),
            ])
          }
        />
        <Button
          kind="quiet"
          icon="trash"
          label={t('form.row.remove', { row: index + 1 })}
          onPress={() => setRows(field.name, (before) => before.filter((_, place) => place !== index))}
        />
      </span>
    ) : null;
  return (
    <section className="approvals-table" aria-labelledby={`${id}-label`}>
      <div className="approvals-table-head">
        <div className="gj-label" id={`${id}-label`}>
          {label}
          <span className="gj-second"> {t('form.rows', { count: rows.length })}</span>
        </div>
        {mayAdd && !isTrial ? (
          <Button kind="quiet" icon="upload" onPress={() => setImports(true)}>
            {t('form.import')}
          </Button>
        ) : null}
      </div>
      {rows.length === 0 ? null : isPhone ? (
        <ol className="approvals-cards" start={at * size + 1}>
          {shown.map((row, place) => {
            const index = at * size + place;
            return (
              <li key={index} className="approvals-card">
                <div className="approvals-table-head">
                  <b>{t('form.row', { row: index + 1 })}</b>
                  {rowTools(index)}
                </div>
                {columns.map((column) => (
                  <div key={column.name}>{cell(column, index, row)}</div>
                ))}
              </li>
            );
          })}
        </ol>
      ) : (
        <div className="approvals-table-frame">
          <table aria-rowcount={rows.length + 1}>
            <thead>
              <tr>
                <th scope="col" className="approvals-row-number">
                  #
                </th>
                {columns.map((column) => (
                  <th key={column.name} scope="col" data-number={isNumber(column) || undefined}>
                    {spoken(bothLanguages(column.label))}
                    {column.required && !isComputed(column) ? <span aria-hidden> *</span> : null}
                  </th>
                ))}
                {mayAdd ? (
                  <th scope="col">
                    <span className="gj-unseen">{t('form.row.tools')}</span>
                  </th>
                ) : null}
              </tr>
            </thead>
            <tbody>
              {shown.map((row, place) => {
                const index = at * size + place;
                return (
                  <tr key={index} aria-rowindex={index + 2}>
                    <th scope="row" className="approvals-row-number">
                      {index + 1}
                    </th>
                    {columns.map((column) => (
                      <td key={column.name} data-number={isNumber(column) || undefined}>
                        {cell(column, index, row)}
                      </td>
                    ))}
                    {mayAdd ? <td>{rowTools(index)}</td> : null}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      <TableSums field={{ ...field, columns }} rows={worked} />
      {pages > 1 ? (
        <nav className="gj-actions" aria-label={label}>
          <Button
            kind="quiet"
            icon="back"
            label={t('form.page.before')}
            disabled={at === 0}
            onPress={() => setPage(at - 1)}
          />
          <span>
            {t('form.page', { from: at * size + 1, to: Math.min(rows.length, (at + 1) * size), count: rows.length })}
          </span>
          <Button
            kind="quiet"
            icon="next"
            label={t('form.page.next')}
            disabled={at === pages - 1}
            onPress={() => setPage(at + 1)}
          />
        </nav>
      ) : null}
      {mayAdd ? (
        <Button icon="plus" disabled={rows.length >= field.atMost} onPress={add}>
          {t('form.row.add')}
        </Button>
      ) : null}
      <div className="gj-told" aria-live="polite">
        {problem ? (
          <span className="gj-problem" aria-invalid="true" tabIndex={-1}>
            {problem}
          </span>
        ) : null}
      </div>
      {imports ? (
        <Suspense>
          <ImportRows
            kind={asked.kind}
            table={field}
            before={rows.length}
            onRows={(added) => setRows(field.name, (before) => [...before, ...added])}
            onClose={() => setImports(false)}
          />
        </Suspense>
      ) : null}
    </section>
  );
}

/** One cell, drawn anew only when something of its own changed. */
const Cell = memo(function Cell(props: {
  table: string;
  column: CellField;
  index: number;
  value: unknown;
  worked: unknown;
  isHidden: boolean;
  isRequired: boolean;
  mayEdit: boolean;
  problem: ReturnType<Filling['problemAt']>;
  /** With its label, on phones. */
  framed: boolean;
  setRows: Filling['setRows'];
  touch: Filling['touch'];
}) {
  const id = useId();
  const t = useWords(words);
  const spoken = useSpoken();
  const { table, column, index, isHidden, isRequired, framed, setRows } = props;
  const problem = useProblemWords()(props.problem);
  const label = spoken(bothLanguages(column.label));
  if (isHidden) return framed ? null : <span className="gj-faint">{t('form.notNeeded')}</span>;
  const isEdited = props.mayEdit && !isComputed(column);
  const inside: ReactNode = isEdited ? (
    <CellControl
      field={column}
      label={t('form.cell', { row: index + 1, label })}
      id={id}
      value={props.value}
      required={isRequired}
      invalid={problem !== undefined}
      describedBy={`${id}-told`}
      onBlur={() => props.touch(`${table}.${index}.${column.name}`)}
      onChange={(next) =>
        setRows(table, (rows) =>
          rows.map((row, at) => {
            if (at !== index) return row;
            const { [column.name]: _, ...others } = row;
            return next === undefined ? others : { ...others, [column.name]: next };
          }),
        )
      }
    />
  ) : (
    <span className="approvals-output" aria-invalid={problem ? true : undefined} tabIndex={problem ? -1 : undefined}>
      <DesignedValue field={column} value={props.worked} />
    </span>
  );
  if (framed) {
    return (
      <FieldFrame
        id={id}
        label={label}
        {...(isEdited ? { required: isRequired } : {})}
        group={!isEdited || isGroup(column)}
        problem={problem}
      >
        {inside}
      </FieldFrame>
    );
  }
  return (
    <>
      {isEdited ? (
        <label htmlFor={id} className="gj-unseen">
          {t('form.cell', { row: index + 1, label })}
        </label>
      ) : null}
      {inside}
      <div id={`${id}-told`} className="gj-told" aria-live="polite">
        {problem ? <span className="gj-problem">{problem}</span> : null}
      </div>
    </>
  );
});
