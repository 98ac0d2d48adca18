import { useRef, useState } from 'react';
import { z } from 'zod';
import { invalidInput } from '#kernel/contract/kernel-failures.ts';
import type { CallInputOf, OperationContract } from '#kernel/contract/operation.ts';
import type { AnswerOf } from '../calls/call.ts';
import type { CallFailure } from '../calls/call-failure.ts';
import { useCommand } from '../calls/use-command.ts';
import { useWords } from '../language/use-words.ts';
import { type UnderWay, useUnderWay } from '../uploads/under-way.tsx';
import { forgetDraft, keepDraft, readDraft } from './drafts.ts';
import { problemWord } from './problem-words.ts';
import { useLatestState } from './use-latest-state.ts';

type Sendable = OperationContract<'command' | 'job' | 'unattributed'>;
type Values = Record<string, unknown>;

export interface FormState<C extends Sendable> {
  readonly operation: C;
  readonly values: Partial<CallInputOf<C>>;
  readonly set: <N extends keyof CallInputOf<C> & string>(name: N, value: CallInputOf<C>[N] | undefined) => void;
  /** The problem of a field, by its path: `reason`, `items.0.amount`. Told after the field was left, or after sending. */
  readonly problemAt: (path: string) => string | undefined;
  readonly isRequired: (name: string) => boolean;
  readonly touch: (name: string) => void;
  readonly submit: () => Promise<void>;
  readonly running: boolean;
  readonly failure: CallFailure | undefined;
  /** How many problems stood in the way of the last sending. */
  readonly problems: number;
  readonly restored: boolean;
  readonly startAfresh: () => void;
  readonly underWay: UnderWay;
}

/**
 * A form for the input of an operation. Checks by the contract's schema when a field is left and when it is sent;
 * what is typed is kept under `draft` (leave out for forms with secrets) until the operation succeeded.
 * `initial` are the values of a fresh form, also those that have no field.
 */
export function useForm<C extends Sendable>(
  operation: C,
  options: {
    initial?: Partial<CallInputOf<C>>;
    draft?: string;
    onDone: (answer: AnswerOf<C>, input: CallInputOf<C>) => void;
  },
): FormState<C> {
  const t = useWords();
  const command = useCommand(operation);
  const { draft } = options;
  const initial = (options.initial ?? {}) as Values;
  const [kept] = useState(() => (draft === undefined ? undefined : readDraft(draft)));
  const [restored, setRestored] = useState(kept !== undefined);
  // What arrives while the form waits to be sent goes with it.
  const [values, hold, now] = useLatestState<Values>(() => ({ ...initial, ...kept }));
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [sent, setSent] = useState(false);
  const sending = useRef(false);
  const underWay = useUnderWay();

  const input = cleaned(operation.input, values);
  const parsed = operation.input.safeParse(input);
  const found = new Map<string, string>();
  for (const issue of parsed.error?.issues ?? []) {
    const path = issue.path.join('.');
    if (found.has(path)) continue;
    const word = problemWord(issue, valueAt(input, issue.path));
    found.set(path, t(word.key, word.facts));
  }
  // What only the server can find, until the field is changed.
  const told = command.failure?.code === invalidInput.code ? command.failure.facts.problems : undefined;
  const theirs = Array.isArray(told) ? (told as { path: string; message: string }[]) : [];

  return {
    operation,
    values: values as Partial<CallInputOf<C>>,
    set: (name, value) => {
      const next = { ...now(), [name]: value };
      hold(next);
      if (draft !== undefined) keepDraft(draft, next);
    },
    problemAt: (path) =>
      (sent || touched.has(path.split('.')[0] ?? path) ? found.get(path) : undefined) ??
      theirs.find((problem) => problem.path === path)?.message,
    isRequired: (name) => {
      const field = fieldOf(operation.input, name);
      return field !== undefined && !field.safeParse(undefined).success;
    },
    touch: (name) => setTouched((before) => (before.has(name) ? before : new Set(before).add(name))),
    submit: async () => {
      if (sending.current) return;
      sending.current = true;
      try {
        const isWhole = await underWay.arrived();
        setSent(true);
        const input = cleaned(operation.input, now());
        if (!isWhole || !operation.input.safeParse(input).success) return;
        const answer = await command.run(input as CallInputOf<C>);
        if (answer === undefined) return;
        if (draft !== undefined) forgetDraft(draft);
        setSent(false);
        setTouched(new Set());
        setRestored(false);
        options.onDone(answer, input as CallInputOf<C>);
      } finally {
        sending.current = false;
      }
    },
    running: command.running,
    failure: command.failure,
    problems: sent ? found.size : 0,
    restored,
    startAfresh: () => {
      if (draft !== undefined) forgetDraft(draft);
      hold(initial);
      setRestored(false);
      setSent(false);
      setTouched(new Set());
    },
    underWay,
  };
}

function fieldOf(schema: z.ZodType, name: string): z.ZodType | undefined {
  return schema instanceof z.ZodObject ? (schema.shape[name] as z.ZodType | undefined) : undefined;
}

/** An emptied text field of something optional is no value, not an empty one. */
function cleaned(schema: z.ZodType, values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) => value !== undefined && (value !== '' || fieldOf(schema, name)?.safeParse('').success),
    ),
  );
}

function valueAt(values: unknown, path: readonly PropertyKey[]): unknown {
  let value = values;
  for (const part of path) value = (value as Record<PropertyKey, unknown> | undefined)?.[part];
  return value;
}
