let provided: (() => Promise<boolean>) | undefined;

/** For the module that knows who people are: how somebody is asked to confirm. Gives back how to take it away. */
export function provideConfirmation(ask: () => Promise<boolean>): () => void {
  provided = ask;
  return () => {
    if (provided === ask) provided = undefined;
  };
}

/**
 * Asks the person to confirm that it's him, unless he did so lately, and waits. True: confirmed; false: he would rather not.
 * Before anything that the server only takes from a session confirmed lately.
 */
export async function confirmIdentity(): Promise<boolean> {
  return (await provided?.()) ?? false;
}
