import type { Definition } from '../contract/definition.ts';
import type { ScopedKind } from '../domain/form/form-scope.ts';

/** The request that the engine's questions are about. */
export interface AskedAbout {
  readonly definition: Definition;
  readonly kind: ScopedKind & { readonly name: string };
  /** Its content, with what the command changes. */
  readonly form: Readonly<Record<string, unknown>>;
  /** Missing where it doesn't exist yet. */
  readonly request?: { readonly id: string; readonly submittedAt: string };
  /** Who takes over from whom, where somebody leaves. */
  readonly successors?: ReadonlyMap<string, string>;
}
