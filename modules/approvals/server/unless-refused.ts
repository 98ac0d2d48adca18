import { type FailureContract, Refusal } from '#kernel/contract/failure.ts';

/** Does it, unless it is refused by exactly this failure: what comes by itself may find that nobody waits for it any more. */
export async function unlessRefused(failure: FailureContract, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Refusal && error.failure === failure)) throw error;
  }
}
