import type { Query, QueryClient } from '@tanstack/react-query';
import type { OperationContract } from '#kernel/contract/operation.ts';
import { inPages } from './cache-handle.ts';

// The last answers of what the modules name (`remembers`), kept by the browser, so that a screen opens at once with what it
// showed last, until the answer of now is there. For one person: whoever else signs in, signs out, or says that others use
// this computer finds nothing.

interface Remembered {
  readonly key: string;
  readonly data: unknown;
  /** When it was last true, in ms of the epoch. */
  readonly at: number;
}

/** Most answers, and the most characters of one as JSON: a page of messages has some 30,000. */
const mostAnswers = 120;
const mostCharacters = 300_000;
/** Older than this many ms, nobody wants to see it again. */
const longest = 30 * 86_400_000;
/** What changes meanwhile is written together. */
const writeEvery = 1_000;

const answers = new Map<string, Remembered>();
let database: IDBDatabase | undefined;
let owner: string | undefined;

const done = (request: IDBRequest | IDBTransaction) =>
  new Promise<void>((resolve, reject) => {
    if (request instanceof IDBTransaction) {
      request.oncomplete = () => resolve();
      request.onabort = () => reject(request.error);
    } else request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });

/** Reads what the browser holds; does nothing where it holds nothing for us (private windows, old ones). */
export async function openRemembered(): Promise<void> {
  try {
    const opening = indexedDB.open('guiju.answers', 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore('answers', { keyPath: 'key' });
      opening.result.createObjectStore('owner');
    };
    await done(opening);
    const opened = opening.result;
    const reading = opened.transaction(['answers', 'owner']);
    const all = reading.objectStore('answers').getAll() as IDBRequest<Remembered[]>;
    const whose = reading.objectStore('owner').get(1) as IDBRequest<string | undefined>;
    await done(reading);
    owner = whose.result;
    for (const one of all.result) if (Date.now() - one.at < longest) answers.set(one.key, one);
    database = opened;
    // Another version of the program wants to change it.
    opened.onversionchange = () => {
      opened.close();
      database = undefined;
    };
  } catch {
    // Then every screen waits for its answer.
  }
}

async function write(change: (answers: IDBObjectStore, owner: IDBObjectStore) => void): Promise<void> {
  try {
    const writing = database?.transaction(['answers', 'owner'], 'readwrite');
    if (!writing) return;
    change(writing.objectStore('answers'), writing.objectStore('owner'));
    await done(writing);
  } catch {
    // Full: what was remembered before still is.
  }
}

/** Forgets everything, for whoever uses this browser next. */
export async function forgetRemembered(): Promise<void> {
  answers.clear();
  owner = undefined;
  await write((held, whose) => {
    held.clear();
    whose.clear();
  });
}

/** The answer of an earlier time, if there is one. `key`: of the query. */
export const rememberedAnswer = (key: readonly unknown[]): unknown => answers.get(JSON.stringify(key))?.data;

/**
 * Whose the remembered answers are from now on, before anything is shown: anybody else's are forgotten, and nothing stays
 * where `keeps` is false (a computer that others use).
 */
export function claimRemembered(personId: string, keeps: boolean): void {
  if (keeps && owner === personId) return;
  void forgetRemembered();
  if (!keeps) return;
  owner = personId;
  void write((_, whose) => whose.put(personId, 1));
}

/**
 * Remembers for this person what is read of these operations, and changed by push; a refusal is the end of what was
 * remembered. Gives the way to stop.
 */
export function rememberAnswers(
  client: QueryClient,
  personId: string,
  operations: readonly OperationContract<'query'>[],
): () => void {
  const names = new Set(operations.map(({ name }) => name));
  const changed = new Set<string>();
  let writing: ReturnType<typeof setTimeout> | undefined;

  const writeChanged = () => {
    writing = undefined;
    const oldest = [...answers.values()].sort((one, other) => one.at - other.at).slice(0, -mostAnswers || undefined);
    for (const { key } of answers.size > mostAnswers ? oldest : []) {
      answers.delete(key);
      changed.add(key);
    }
    const keys = [...changed];
    changed.clear();
    void write((held) => {
      for (const key of keys) {
        const one = answers.get(key);
        if (one && JSON.stringify(one.data).length <= mostCharacters) held.put(one);
        else held.delete(key);
      }
    });
  };

  const take = (query: Query) => {
    if (owner !== personId || !names.has(String(query.queryKey[0]))) return;
    const key = JSON.stringify(query.queryKey);
    const { data, status, error } = query.state;
    if (status === 'success') {
      const pages = query.queryKey[2] === inPages ? (data as { pages: unknown[]; pageParams: unknown[] }) : undefined;
      // Of a long list its beginning.
      const kept = pages
        ? { pages: pages.pages.slice(0, 1), pageParams: pages.pageParams.slice(0, 1) }
        : (data as unknown);
      answers.delete(key);
      answers.set(key, { key, data: kept, at: Date.now() });
    } else if (status === 'error' && (error as { passing?: boolean } | null)?.passing === false) {
      if (!answers.delete(key)) return;
    } else return;
    changed.add(key);
    writing ??= setTimeout(writeChanged, writeEvery);
  };
  for (const query of client.getQueryCache().getAll()) if (query.state.data !== undefined) take(query);
  const stop = client.getQueryCache().subscribe((happened) => {
    if (happened.type === 'updated' && ['success', 'error'].includes(happened.action.type)) take(happened.query);
  });
  return () => {
    stop();
    clearTimeout(writing);
    if (owner === personId) writeChanged();
  };
}
