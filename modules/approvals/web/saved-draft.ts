import { CallFailure } from '#kernel/web/calls/call-failure.ts';

/** Saves a draft; a refusal comes back as what it is, for the draft to stay here. */
export async function saved(send: () => Promise<{ revision: number }>): Promise<{ revision: number } | CallFailure> {
  try {
    return await send();
  } catch (failure) {
    if (failure instanceof CallFailure) return failure;
    throw failure;
  }
}
