/** Counts what one act of erasing takes, by employer, until as much is taken as one transaction may. */
export class Erased {
  readonly #byEmployer = new Map<string | null, number>();
  /** How much more this transaction may take. */
  left: number;

  constructor(most: number) {
    this.left = most;
  }

  add(employerId: string | null, count = 1): void {
    this.#byEmployer.set(employerId, (this.#byEmployer.get(employerId) ?? 0) + count);
    this.left = Math.max(0, this.left - count);
  }

  /** As the command answers; `evidence`: sealed contents that went with it. */
  answer(evidence = 0) {
    const erased = [...this.#byEmployer].map(([employerId, count]) => ({ employerId, count }));
    return { erased, evidence, more: this.left === 0 };
  }
}
