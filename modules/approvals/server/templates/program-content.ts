import type { TemplateContent } from '../../contract/template.ts';
import type { ResolvedKind } from '../kind-of.ts';

/** What the program says of a kind that it brings, as a version says it. */
export const programContent = ({ title, definition, numbering, design }: ResolvedKind): TemplateContent => ({
  design: design ?? null,
  definition,
  settings: {
    title,
    numbering: design ? null : numbering,
    heading: null,
    retention: null,
    starters: { kind: 'everybody' },
  },
});
