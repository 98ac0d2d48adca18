import type { QueryClient } from '@tanstack/react-query';
import type { CacheRule } from '#kernel/contract/cache.ts';
import type { PushedEvent } from '#kernel/contract/event.ts';
import { cacheHandle } from '../calls/cache-handle.ts';

/** What is needed of a module to keep its answers true. */
export interface RuledModule {
  readonly name: string;
  readonly cacheRules: () => Promise<readonly CacheRule[]>;
}

interface Rules {
  readonly module: RuledModule;
  held?: ReadonlyMap<string, readonly CacheRule[]>;
  /** What came while the rules were on their way, in order. */
  waiting: PushedEvent[];
}

/**
 * Gives what changes the client's memory with each pushed event, by the rules of all modules. A module's rules are
 * fetched with the first event that may concern it: one of its own, or any while answers of its operations are held.
 * Until they are there its events wait; where they can't be had, its answers are read again.
 */
export function pushedEvents(
  client: QueryClient,
  always: readonly CacheRule[],
  modules: readonly RuledModule[],
): (event: PushedEvent) => void {
  const cache = cacheHandle(client);
  const all: Rules[] = modules.map((module) => ({ module, waiting: [] }));
  const ofKernel = byEvent(always);

  const apply = (rules: ReadonlyMap<string, readonly CacheRule[]>, event: PushedEvent) => {
    for (const rule of rules.get(event.name) ?? []) {
      if (rule.event.version === event.version) rule.apply(event.facts, cache);
    }
  };
  const answersOf = (module: RuledModule) => ({
    predicate: ({ queryKey }: { queryKey: readonly unknown[] }) => String(queryKey[0]).startsWith(`${module.name}.`),
  });
  const fetchFor = async (rules: Rules) => {
    try {
      rules.held = byEvent(await rules.module.cacheRules());
      for (const event of rules.waiting) apply(rules.held, event);
    } catch {
      client.removeQueries({ ...answersOf(rules.module), type: 'inactive' });
      void client.invalidateQueries(answersOf(rules.module));
    }
    rules.waiting = [];
  };

  return (event) => {
    apply(ofKernel, event);
    for (const rules of all) {
      if (rules.held) apply(rules.held, event);
      else if (rules.waiting.length > 0) rules.waiting.push(event);
      else if (
        event.name.startsWith(`${rules.module.name}.`) ||
        client.getQueryCache().findAll(answersOf(rules.module)).length > 0
      ) {
        rules.waiting.push(event);
        void fetchFor(rules);
      }
    }
  };
}

const byEvent = (rules: readonly CacheRule[]): ReadonlyMap<string, readonly CacheRule[]> =>
  Map.groupBy(rules, (rule) => rule.event.name);
