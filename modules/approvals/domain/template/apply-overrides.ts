import type { OverriddenPart, TemplateContent, TemplateOverrides } from '../../contract/template.ts';
import { compareContents } from './compare-contents.ts';
import { withNumbering } from './numbering-of.ts';

/** The parts that a subsidiary says itself. */
export const overriddenParts = (overrides: TemplateOverrides): OverriddenPart[] =>
  (Object.keys(overrides) as OverriddenPart[]).filter((part) => overrides[part] !== undefined).sort();

/** W16: the group's content with what a subsidiary says itself put in its place. */
export function applyOverrides(group: TemplateContent, overrides: TemplateOverrides): TemplateContent {
  const { flow, limit, numbering, heading, retention, starters } = overrides;
  const definition = { ...(flow ?? group.definition), ...(limit && { limit }) };
  const settings = {
    ...group.settings,
    ...(heading && { heading }),
    ...(retention !== undefined && { retention }),
    ...(starters && { starters }),
  };
  const content = { ...group, definition, settings };
  return numbering ? withNumbering(content, numbering) : content;
}

const touches: Readonly<Record<OverriddenPart, (part: string, at: readonly string[]) => boolean>> = {
  flow: (part, at) => part === 'flow' && at[0] !== 'limit',
  limit: (part, at) => part === 'flow' && at[0] === 'limit',
  numbering: (_, at) => at[0] === 'numbering',
  heading: (part, at) => part === 'settings' && at[0] === 'heading',
  retention: (part, at) => part === 'settings' && at[0] === 'retention',
  starters: (part, at) => part === 'settings' && at[0] === 'starters',
};

/** The parts that a subsidiary says itself and the group has changed from one version to another: somebody should look. */
export function overrideConflicts(
  before: TemplateContent,
  after: TemplateContent,
  overrides: TemplateOverrides,
): OverriddenPart[] {
  const changes = compareContents(before, after);
  return overriddenParts(overrides).filter((part) => changes.some((change) => touches[part](change.part, change.at)));
}
