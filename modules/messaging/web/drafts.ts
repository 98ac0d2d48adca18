import { useEffect, useSyncExternalStore } from 'react';
import { call } from '#kernel/web/calls/call.ts';
import { CallFailure } from '#kernel/web/calls/call-failure.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { forgetDraft, keepDraft, readDraft } from '#kernel/web/forms/drafts.ts';
import { companyNow } from '#kernel/web/language/clock-ahead.ts';
import { useConnection } from '#kernel/web/push/connection.ts';
import { listDrafts, saveDraft } from '../contract/drafts.ts';

interface Draft {
  readonly text: string;
  /** Company time, as ms of the epoch. */
  readonly typedAt: number;
  /** The server has it. */
  readonly synced: boolean;
}

const prefix = 'guiju.chatDrafts.1.';
const keyOf = (conversationId: string) => `messaging.text.${conversationId}`;
/** How long after the last letter the other devices get it, in ms; and how long after a failure it is tried again. */
const restsFor = 800;
const triesAfter = 15_000;

/**
 * What a person is writing, by conversation: at once in the tab, in the browser until the server has it, and on the
 * server for their other devices. Of two devices the one typed on later holds.
 */
class Drafts {
  private readonly key: string;
  private drafts: ReadonlyMap<string, Draft>;
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sending = false;

  constructor(personId: string) {
    this.key = prefix + personId;
    this.drafts = this.unsent();
    addEventListener('online', () => void this.sync());
    addEventListener('pagehide', () => void this.sync());
  }

  readonly now = () => this.drafts;
  readonly listen = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  private unsent(): Map<string, Draft> {
    try {
      return new Map(JSON.parse(localStorage.getItem(this.key) ?? '[]') as [string, Draft][]);
    } catch {
      return new Map();
    }
  }

  private change(conversationId: string, draft: Draft): void {
    this.drafts = new Map(this.drafts).set(conversationId, draft);
    if (draft.text === '') forgetDraft(keyOf(conversationId));
    else keepDraft(keyOf(conversationId), { ...draft });
    try {
      const unsent = [...this.drafts].filter(([, one]) => !one.synced);
      if (unsent.length > 0) localStorage.setItem(this.key, JSON.stringify(unsent));
      else localStorage.removeItem(this.key);
    } catch {
      // Full or forbidden: it is still in the page, and soon with the server.
    }
    for (const listener of this.listeners) listener();
  }

  /** What stands in a conversation's field; from before a reload, where nothing newer is known. */
  textOf(conversationId: string): string {
    const held = this.drafts.get(conversationId);
    if (held) return held.text;
    const kept = readDraft(keyOf(conversationId));
    return typeof kept?.text === 'string' ? kept.text : '';
  }

  type(conversationId: string, text: string): void {
    this.change(conversationId, { text, typedAt: companyNow(), synced: false });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.sync(), restsFor);
  }

  /** What the server holds. What was typed here later stays. */
  take(rows: readonly { conversationId: string; text: string; typedAt: string }[]): void {
    for (const { conversationId, text, typedAt } of rows) {
      const at = Date.parse(typedAt);
      const held = this.drafts.get(conversationId);
      if (held && held.typedAt >= at) continue;
      this.change(conversationId, { text, typedAt: at, synced: true });
    }
  }

  async sync(): Promise<void> {
    clearTimeout(this.timer);
    if (this.sending) return;
    this.sending = true;
    try {
      for (;;) {
        const [next] = [...this.drafts].filter(([, draft]) => !draft.synced);
        if (!next) return;
        const [conversationId, { text, typedAt }] = next;
        const kept = await this.send(conversationId, text, typedAt);
        // Typed on meanwhile: that is sent next.
        if (this.drafts.get(conversationId)?.typedAt !== typedAt) continue;
        this.change(conversationId, kept ?? { text, typedAt, synced: true });
      }
    } catch {
      this.timer = setTimeout(() => void this.sync(), triesAfter);
    } finally {
      this.sending = false;
    }
  }

  /** What holds now; nothing where the server doesn't take it (one isn't a member any more). Throws where it may later. */
  private async send(conversationId: string, text: string, typedAt: number): Promise<Draft | undefined> {
    try {
      const input = { conversationId, text, typedAt: new Date(typedAt).toISOString() };
      const held = await call(saveDraft, input);
      return { text: held.text, typedAt: Date.parse(held.typedAt), synced: true };
    } catch (problem) {
      if (problem instanceof CallFailure && !problem.passing && problem.status < 500 && problem.status !== 401)
        return undefined;
      throw problem;
    }
  }
}

const known = new Map<string, Drafts>();

function draftsOf(personId: string): Drafts {
  let drafts = known.get(personId);
  if (!drafts) {
    drafts = new Drafts(personId);
    known.set(personId, drafts);
  }
  return drafts;
}

/** What this person is writing, kept in step with their other devices while this stands. */
export function useDrafts(personId: string): Drafts {
  const drafts = draftsOf(personId);
  const { reachable } = useConnection();
  const { data } = useRead(listDrafts, {});
  useEffect(() => {
    if (data) drafts.take(data.rows);
  }, [drafts, data]);
  useEffect(() => {
    if (reachable) void drafts.sync();
  }, [drafts, reachable]);
  useSyncExternalStore(drafts.listen, drafts.now);
  return drafts;
}
