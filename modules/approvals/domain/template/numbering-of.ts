import type { Numbering } from '../../contract/form-design.ts';
import type { TemplateContent } from '../../contract/template.ts';

/** How requests of this content are numbered; a designed form says it itself. Nothing: the content says it nowhere. */
export const numberingOf = ({ design, settings }: TemplateContent): Numbering | undefined =>
  (design ? design.numbering : settings.numbering) ?? undefined;

/** The content with another numbering, in the place where it belongs. */
export const withNumbering = (content: TemplateContent, numbering: Numbering): TemplateContent =>
  content.design
    ? { ...content, design: { ...content.design, numbering } }
    : { ...content, settings: { ...content.settings, numbering } };
