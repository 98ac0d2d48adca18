import { compileExpression } from '#kernel/expressions/compile-expression.ts';
import type { ExpressionValue } from '#kernel/expressions/expression.ts';
import { type MembershipRule, personFacts } from '../contract/membership-rule.ts';

/** Whether the rule names anybody at all. */
export const hasRule = (rule: MembershipRule): boolean =>
  rule.everybody ||
  rule.departments.length > 0 ||
  rule.postIds.length > 0 ||
  rule.jobTitles.length > 0 ||
  rule.personIds.length > 0;

/** The piece of the condition that doesn't work, or null: it does, or there is none. */
export function faultIn({ condition }: MembershipRule): string | null {
  if (condition === null) return null;
  const compiled = compileExpression(condition, personFacts);
  if ('run' in compiled) return compiled.gives === 'boolean' ? null : condition;
  return compiled[0]?.piece || condition;
}

/** Whether the condition tells of somebody what the directory keeps for HR: the staff type. */
export function asksRecords({ condition }: MembershipRule): boolean {
  if (condition === null) return false;
  const { staffType: _, ...open } = personFacts;
  return 'run' in compileExpression(condition, personFacts) && !('run' in compileExpression(condition, open));
}

/** Whether the condition is true for a person; one without a value is not. */
export function meets(condition: string, facts: Readonly<Record<keyof typeof personFacts, ExpressionValue>>): boolean {
  const compiled = compileExpression(condition, personFacts);
  return 'run' in compiled && compiled.run(facts) === true;
}
