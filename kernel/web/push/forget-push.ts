/** Ends this browser's subscription to push: who signs in here next hasn't asked for it. */
export async function forgetPush(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker?.getRegistration();
    const subscription = await registration?.pushManager?.getSubscription();
    await subscription?.unsubscribe();
  } catch {
    // A browser without push, or one that keeps it shut: there is nothing to end.
  }
}
