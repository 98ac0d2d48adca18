import { hashAlgorithm } from './algorithms.ts';

/** The ids of contents that were erased together, as they come in the chain: how many, and a SHA-256 over all of them. */
export class ErasedContents {
  count = 0;
  readonly #digest = hashAlgorithm('sha-256').start();

  add(contentId: string): void {
    this.count += 1;
    this.#digest.update(`${contentId}\n`);
  }

  /** In hex; once, after the last id. */
  digest(): string {
    return this.#digest.digest().toString('hex');
  }
}
