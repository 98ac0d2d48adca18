import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { forgetDraft, keepDraft, readDraft } from '#kernel/web/forms/drafts.ts';
import { useLatestState } from '#kernel/web/forms/use-latest-state.ts';
import { type UnderWay, useUnderWay } from '#kernel/web/uploads/under-way.tsx';
import type { readDesign } from '../../contract/form-operations.ts';
import type { FormValues, TableRow } from '../../contract/form-values.ts';
import { accessTo } from '../../domain/form/apply-permissions.ts';
import { evaluateForm, type FormOutcome, type FormProblem } from '../../domain/form/evaluate-form.ts';

/** A designed form to be filled in, as `readDesign` and `readForm` give it. */
export type AskedForm = OutputOf<typeof readDesign>;

/** A designed form while it is filled in. What is typed stays as typed; `outcome` is what comes of it. */
export interface Filling {
  readonly asked: AskedForm;
  readonly values: FormValues;
  /** A moment behind where much is to be worked out, so that typing is never held up. */
  readonly outcome: FormOutcome;
  /** Keeps its identity, as all functions here do. */
  readonly set: (name: string, value: unknown) => void;
  readonly setRows: (table: string, change: (rows: readonly TableRow[]) => readonly TableRow[]) => void;
  readonly touch: (path: string) => void;
  /** What stands in the way at a path, once it was left or the form was sent. */
  readonly problemAt: (path: string) => FormProblem | undefined;
  /** All that is told now. */
  readonly told: readonly FormProblem[];
  /** How often it was sent with problems: what shows the first one follows this. */
  readonly attempts: number;
  /** Waits for files on their way, works everything out, and gives the values to be sent, or nothing where something stands in the way. */
  readonly finish: () => Promise<FormValues | undefined>;
  readonly underWay: UnderWay;
  /** What the server found beyond that, until something is changed. */
  readonly tell: (problems: readonly FormProblem[]) => void;
  readonly restored: boolean;
  readonly forget: () => void;
  readonly startAfresh: () => void;
}

/**
 * Fills in a designed form. What is typed is kept in this tab under `draft` until `forget`, so a reload, a refusal, a new
 * sign-in lose nothing.
 */
export function useFilling(asked: AskedForm, initial: FormValues, draft: string): Filling {
  const [kept] = useState(() => readDraft(draft));
  const [values, hold, now] = useLatestState<FormValues>(() => kept ?? initial);
  const [restored, setRestored] = useState(kept !== undefined);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [attempts, setAttempts] = useState(0);
  const [theirs, setTheirs] = useState<readonly FormProblem[]>([]);
  const underWay = useUnderWay();

  const keep = useCallback(
    (next: FormValues) => {
      hold(next);
      setTheirs((before) => (before.length === 0 ? before : []));
      keepDraft(draft, next);
    },
    [draft, hold],
  );
  const set = useCallback(
    (name: string, value: unknown) => {
      const { [name]: _, ...others } = now();
      keep(value === undefined ? others : { ...others, [name]: value });
    },
    [keep, now],
  );
  const setRows = useCallback<Filling['setRows']>(
    (table, change) => set(table, change(rowsOf(now()[table]))),
    [set, now],
  );
  const touch = useCallback(
    (path: string) => setTouched((before) => (before.has(path) ? before : new Set(before).add(path))),
    [],
  );

  const { design, facts } = asked;
  const settled = useDeferredValue(values);
  const outcome = useMemo(() => evaluateForm(design, settled, facts), [design, settled, facts]);
  const isHis = (path: string) => {
    const [field = '', , column] = path.split('.');
    return accessTo(asked.permissions, field, column, asked.usual) === 'edit';
  };
  const inTheWay = (problems: readonly FormProblem[]) =>
    problems.filter(({ path, code }) => (code !== 'required' && code !== 'tooFewRows') || isHis(path));
  const told = [...inTheWay(outcome.problems), ...theirs].filter(
    ({ path, code }) => attempts > 0 || theirs.length > 0 || (touched.has(path) && code !== 'required'),
  );
  const byPath = new Map(told.map((problem) => [problem.path, problem]));
  return {
    asked,
    values,
    outcome,
    set,
    setRows,
    touch,
    problemAt: (path) => byPath.get(path),
    told,
    attempts,
    underWay,
    finish: async () => {
      const isWhole = await underWay.arrived();
      const fresh = evaluateForm(design, now(), facts);
      if (inTheWay(fresh.problems).length === 0) return isWhole ? fresh.values : undefined;
      setAttempts((before) => before + 1);
      return undefined;
    },
    tell: (problems) => {
      setTheirs(problems);
      setAttempts((before) => before + 1);
    },
    restored,
    forget: () => forgetDraft(draft),
    startAfresh: () => {
      forgetDraft(draft);
      hold(initial);
      setRestored(false);
      setTouched(new Set());
      setAttempts(0);
      setTheirs([]);
    },
  };
}

/** The rows of a table as they are typed. */
export const rowsOf = (value: unknown): readonly TableRow[] => (Array.isArray(value) ? (value as TableRow[]) : []);
