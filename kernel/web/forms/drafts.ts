const prefix = 'guiju.draft.';

/** What was typed and not yet sent, kept in this tab: it survives a reload, a sign-in in between, a fault of the page. */
export function readDraft(key: string): Record<string, unknown> | undefined {
  try {
    const text = sessionStorage.getItem(prefix + key);
    return text ? (JSON.parse(text) as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

export function keepDraft(key: string, values: Record<string, unknown>): void {
  try {
    sessionStorage.setItem(prefix + key, JSON.stringify(values));
  } catch {
    // Full or forbidden: the values still stand in the form.
  }
}

export function forgetDraft(key: string): void {
  try {
    sessionStorage.removeItem(prefix + key);
  } catch {
    // Nothing is kept then.
  }
}

/** When somebody signs out, what they typed goes too: the next person may use the same tab. */
export function forgetAllDrafts(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
  } catch {
    // Nothing is kept then.
  }
}
