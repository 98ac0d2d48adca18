import { bothLanguages } from '../../contract/form-design.ts';
import type { TemplateContent } from '../../contract/template.ts';
import { numberingOf } from '../../domain/template/numbering-of.ts';
import { type ResolvedKind, resolveDesigned } from '../kind-of.ts';
import type { TemplateVersion } from './version-table.ts';

/**
 * A kind as a version says it. `undefined` where its form was code of a module that is gone.
 * @throws Error where a stored design can't be used: it was checked before it was published.
 */
export function resolveContent(
  name: string,
  program: ResolvedKind | undefined,
  content: TemplateContent,
  version?: Pick<TemplateVersion, 'employerId' | 'overrides' | 'version'>,
): ResolvedKind | undefined {
  const { definition, design, settings } = content;
  const title = bothLanguages(settings.title);
  const base = design
    ? resolveDesigned({
        name,
        title,
        version: version?.version ?? program?.version ?? 0,
        definition,
        design,
        copiesSeeAll: program?.copiesSeeAll ?? [],
      })
    : program;
  if (!base) return undefined;
  const numbering = numberingOf(content) ?? base.numbering;
  const own = version?.overrides?.numbering;
  return {
    ...base,
    // The program's own form keeps its own screen.
    ...(program && { startPath: program.startPath }),
    title,
    definition,
    // A subsidiary that numbers for itself counts for itself.
    numbering:
      own && version.employerId !== null
        ? { ...numbering, employers: [{ employerId: version.employerId, prefix: own.prefix }] }
        : numbering,
  };
}
