import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { type CacheRule, onPush } from '#kernel/contract/cache.ts';
import { event, type PushedEvent } from '#kernel/contract/event.ts';
import { query } from '#kernel/contract/operation.ts';
import { pushedEvents } from './pushed-events.ts';

const words = { zh: '列表', en: 'List' };
const listNotes = query({
  name: 'notes.list',
  summary: words,
  access: 'signedIn',
  input: z.object({}),
  output: z.object({ texts: z.array(z.string()) }),
});
const said = event({
  name: 'talk.said',
  summary: words,
  facts: z.object({ text: z.string() }),
  topics: () => ['company'],
});
const rules = [
  onPush(said, ({ text }, cache) => cache.update(listNotes, (answer) => ({ texts: [...answer.texts, text] }))),
];
const push = (number: number, text: string, name = said.name): PushedEvent => ({
  number,
  name,
  version: 1,
  at: '2026-11-02T01:00:00Z',
  facts: { text },
});

let client: QueryClient;
let asked: { give: (rules: readonly CacheRule[]) => void; fail: (problem: Error) => void }[];
const notes = {
  name: 'notes',
  cacheRules: () =>
    new Promise<readonly CacheRule[]>((give, fail) => {
      asked.push({ give, fail });
    }),
};
const held = () => client.getQueryData([listNotes.name, {}]);
beforeEach(() => {
  client = new QueryClient();
  asked = [];
});
afterEach(() => client.clear());

it('fetches the rules of a module once an event may concern it', () => {
  const take = pushedEvents(client, [], [notes]);
  take(push(1, 'nobody holds notes'));
  expect(asked).toHaveLength(0);
  client.setQueryData(['notesque.list', {}], {});
  take(push(2, 'another module of a longer name'));
  expect(asked).toHaveLength(0);
  take(push(3, 'its own', 'notes.added'));
  expect(asked).toHaveLength(1);
});

it('keeps what comes while they are on their way, in order, and follows them from then on', async () => {
  client.setQueryData([listNotes.name, {}], { texts: [] });
  const take = pushedEvents(client, [], [notes]);
  take(push(1, 'one'));
  take(push(2, 'two'));
  expect(asked).toHaveLength(1);
  asked[0]?.give(rules);
  await expect.poll(held).toEqual({ texts: ['one', 'two'] });
  take(push(3, 'three'));
  expect(held()).toEqual({ texts: ['one', 'two', 'three'] });
  expect(asked).toHaveLength(1);
});

it('reads again what it has no rules for, and asks for them with the next event', async () => {
  client.setQueryData([listNotes.name, {}], { texts: [] });
  client.setQueryData(['talk.list', {}], { texts: [] });
  const take = pushedEvents(client, [], [notes]);
  take(push(1, 'one'));
  asked[0]?.fail(new Error('no network'));
  await expect.poll(held).toBeUndefined();
  expect(client.getQueryData(['talk.list', {}])).toEqual({ texts: [] });
  client.setQueryData([listNotes.name, {}], { texts: ['one'] });
  take(push(2, 'two'));
  asked[1]?.give(rules);
  await expect.poll(held).toEqual({ texts: ['one', 'two'] });
});
