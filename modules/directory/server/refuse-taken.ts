import type { Refusal } from '#kernel/contract/failure.ts';

/**
 * Runs a write; where a unique constraint refuses it, throws the refusal that `taken` names for that constraint.
 * The constraint is the check: whoever looks first and writes later loses races.
 */
export async function refuseTaken<T>(
  taken: Readonly<Record<string, () => Refusal>>,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '23505' && 'constraint' in error) {
      const refusal = taken[String(error.constraint)];
      if (refusal) throw refusal();
    }
    throw error;
  }
}
