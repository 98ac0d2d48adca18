import type { Exemption } from '../domain/working-days.ts';

/** Exemptions as they come in an input. */
export function exemptionsOf(stretches: readonly { from: string; to: string | null }[]): Exemption[] {
  return stretches.map(({ from, to }) => ({
    from: Temporal.Instant.from(from),
    to: to === null ? null : Temporal.Instant.from(to),
  }));
}
