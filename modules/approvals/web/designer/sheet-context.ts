import { createContext, use } from 'react';
import type { Words } from '#kernel/contract/words.ts';
import type { ExpressionNames } from '#kernel/expressions/expression.ts';
import type { Definition, FlowNode } from '../../contract/definition.ts';
import type { FormDesign } from '../../contract/form-design.ts';
import type { Speech } from './describe-node.ts';

/** What a flow may call: operations that modules offer to flows, and webhooks of the company. */
export interface Callables {
  readonly operations: readonly { readonly name: string; readonly title: Words }[];
  readonly webhooks: readonly { readonly id: string; readonly name: string }[];
}

/** What a condition is written with: what it may ask about, in the reader's words. */
export interface ConditionKnows {
  readonly speech: Speech;
  readonly expressionNames: ExpressionNames;
  /** What is typed next is a step of its own. */
  readonly endStep: () => void;
}

/** What every part of a properties sheet knows. */
export interface SheetKnows extends ConditionKnows {
  readonly flow: Definition;
  readonly design: FormDesign;
  readonly callables: Callables;
  /** Changes one node. `topic`: typing on in the same is one step of undo. */
  readonly change: (node: FlowNode, topic?: string) => void;
  readonly changeFlow: (flow: Definition, topic?: string) => void;
  readonly open: (id: string) => void;
}

export const SheetContext = createContext<SheetKnows | undefined>(undefined);

export function useSheet(): SheetKnows {
  const found = use(SheetContext);
  if (!found) throw new Error('a part of a properties sheet stands outside of one');
  return found;
}

/** Conditions that stand outside of a sheet of a flow: in the form designer. */
export const ConditionContext = createContext<ConditionKnows | undefined>(undefined);

export function useConditions(): ConditionKnows {
  const found = use(ConditionContext) ?? use(SheetContext);
  if (!found) throw new Error('a condition stands outside of a designer');
  return found;
}
