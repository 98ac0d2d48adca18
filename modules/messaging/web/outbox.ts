import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { notSignedIn } from '#kernel/contract/kernel-failures.ts';
import type { Facts } from '#kernel/contract/words.ts';
import { call } from '#kernel/web/calls/call.ts';
import { CallFailure } from '#kernel/web/calls/call-failure.ts';
import { newCommandId } from '#kernel/web/calls/command-id.ts';
import { connectionNow, useConnection } from '#kernel/web/push/connection.ts';
import type { ChangedSaying } from '../contract/parts.ts';
import type { Said } from './said.ts';

/** A message on its way. Its id is the command's too, so however often it is sent, it is there once. */
export interface Outgoing {
  readonly clientId: string;
  readonly conversationId: string;
  readonly said: Said;
  readonly state: 'waiting' | 'sending' | 'failed' | 'sent';
  /** Why it was refused, in the reader's language. */
  readonly why?: string;
  /** The refusal as it came, for whoever draws it (`messaging.refusedMessage`). */
  readonly refusal?: { readonly code: string; readonly facts: Facts };
  /** Its place, once it is sent; it is forgotten when the conversation shows it. */
  readonly seq?: number;
}

const prefix = 'guiju.outbox.2.';
/** Waits before the next try after a passing failure, in ms. */
const waits = [2_000, 5_000, 15_000, 30_000];

/** What a person has typed and the server hasn't taken, kept by the browser over reloads; one for each person. */
class Outbox {
  private readonly key: string;
  private entries: readonly Outgoing[] = [];
  private readonly listeners = new Set<() => void>();
  private running = false;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Reads again what the screens show, where no event will. */
  onSent: () => void = () => {};

  constructor(personId: string) {
    this.key = prefix + personId;
    this.entries = this.kept();
    addEventListener('storage', (event) => {
      // Another tab of the same person typed or sent something.
      if (event.key === this.key) this.change(this.merge(this.kept()), false);
    });
    addEventListener('online', () => this.start());
  }

  readonly now = () => this.entries;
  readonly listen = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private kept(): readonly Outgoing[] {
    try {
      const entries = JSON.parse(localStorage.getItem(this.key) ?? '[]') as Outgoing[];
      return entries
        .filter((entry) => entry.said)
        .map((entry) => (entry.state === 'sending' ? { ...entry, state: 'waiting' } : entry));
    } catch {
      return [];
    }
  }

  private merge(kept: readonly Outgoing[]): readonly Outgoing[] {
    const own = new Map(this.entries.map((entry) => [entry.clientId, entry]));
    const others = this.entries.filter((entry) => entry.state === 'sent' || entry.state === 'sending');
    const held = kept.map((entry) => own.get(entry.clientId) ?? entry);
    return [...others.filter((entry) => !held.includes(entry)), ...held];
  }

  private change(entries: readonly Outgoing[], keep = true): void {
    this.entries = entries;
    if (keep) {
      try {
        const unsent = entries.filter((entry) => entry.state !== 'sent');
        if (unsent.length > 0) localStorage.setItem(this.key, JSON.stringify(unsent));
        else localStorage.removeItem(this.key);
      } catch {
        // Full or forbidden: it is sent from memory, and lost only if the page is closed before.
      }
    }
    for (const listener of this.listeners) listener();
  }

  private set(clientId: string, change: Partial<Outgoing>): void {
    this.change(this.entries.map((entry) => (entry.clientId === clientId ? { ...entry, ...change } : entry)));
  }

  add(conversationId: string, said: Said): void {
    const entry = { clientId: newCommandId(), conversationId, said };
    this.change([...this.entries, { ...entry, state: 'waiting' }]);
    this.failures = 0;
    this.start();
  }

  retry(clientId: string): void {
    this.set(clientId, { state: 'waiting' });
    this.failures = 0;
    this.start();
  }

  drop(clientIds: readonly string[]): void {
    if (this.entries.some((entry) => clientIds.includes(entry.clientId)))
      this.change(this.entries.filter((entry) => !clientIds.includes(entry.clientId)));
  }

  /** Sends what was refused with something else in place of what it had: another message, since the first was never there. */
  sendChanged(clientId: string, { text, fileIds, stated }: ChangedSaying): void {
    this.change(
      this.entries.map((entry): Outgoing => {
        if (entry.clientId !== clientId) return entry;
        const { why: _why, refusal: _refusal, ...kept } = entry;
        const { content } = entry.said;
        const said: Said =
          content?.kind === 'file'
            ? {
                ...entry.said,
                content: {
                  ...content,
                  ...(text === undefined ? {} : { text }),
                  ...(fileIds ? { fileIds: [...fileIds] } : {}),
                  ...(stated ? { stated: { ...stated } } : {}),
                },
              }
            : { ...entry.said, ...(text === undefined ? {} : { text }) };
        return { ...kept, clientId: newCommandId(), said, state: 'waiting' };
      }),
    );
    this.start();
  }

  /** Sends what waits, in the order in which it was typed. */
  start(): void {
    clearTimeout(this.timer);
    if (!this.running) void this.run();
  }

  private async run(): Promise<void> {
    this.running = true;
    try {
      for (;;) {
        const next = this.entries.find((entry) => entry.state === 'waiting');
        if (!next) return;
        if (!(await this.send(next))) {
          this.timer = setTimeout(() => this.start(), waits[Math.min(this.failures, waits.length) - 1] ?? 30_000);
          return;
        }
        this.failures = 0;
      }
    } finally {
      this.running = false;
    }
  }

  /** Whether the next one may follow at once. */
  private async send(entry: Outgoing): Promise<boolean> {
    const { clientId, conversationId, said } = entry;
    this.set(clientId, { state: 'sending' });
    try {
      // Only once there is something to send: this stands on every page.
      const { sendMessage } = await import('../contract/messages.ts');
      const { seq } = await call(sendMessage, { conversationId, clientId, ...said }, { commandId: clientId });
      this.set(clientId, { state: 'sent', seq });
      if (!connectionNow().pushed) this.onSent();
      return true;
    } catch (problem) {
      // Whatever isn't a refusal may have arrived or not: sent again, it is the same message.
      const refused = problem instanceof CallFailure && !problem.passing && problem.code !== notSignedIn.code;
      if (refused && problem.status < 500) {
        this.set(clientId, {
          state: 'failed',
          why: problem.message,
          refusal: { code: problem.code, facts: problem.facts },
        });
        return true;
      }
      this.failures += 1;
      this.set(clientId, { state: 'waiting' });
      return false;
    }
  }
}

const outboxes = new Map<string, Outbox>();
const nothing: readonly Outgoing[] = [];

function outboxOf(personId: string): Outbox {
  let outbox = outboxes.get(personId);
  if (!outbox) {
    outbox = new Outbox(personId);
    outboxes.set(personId, outbox);
  }
  return outbox;
}

/** The person's messages on their way; they are sent as soon as the server can be reached. */
export function useOutbox(personId: string | undefined) {
  const outbox = personId === undefined ? undefined : outboxOf(personId);
  const client = useQueryClient();
  const { pushed, reachable } = useConnection();
  useEffect(() => {
    if (!outbox) return;
    outbox.onSent = () => void client.invalidateQueries();
    if (pushed || reachable) outbox.start();
  }, [outbox, client, pushed, reachable]);
  const entries = useSyncExternalStore(outbox?.listen ?? (() => () => {}), outbox?.now ?? (() => nothing));
  return { entries, outbox };
}
