import { InfiniteQueryObserver, QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { query } from '#kernel/contract/operation.ts';
import { cacheHandle, inPages, withTop } from './cache-handle.ts';
import { readEverythingAgain } from './query-client.ts';

const words = { zh: '列表', en: 'List' };
const input = z.object({ room: z.string(), cursor: z.string().optional() });
const list = query({
  name: 'trial.list',
  summary: words,
  access: 'signedIn',
  input,
  output: z.object({ rows: z.array(z.number()) }),
});

let client: QueryClient;
beforeEach(() => {
  client = new QueryClient();
});
afterEach(() => client.clear());

it('changes every held answer by the input it was asked with', () => {
  client.setQueryData([list.name, { room: 'a' }], { rows: [1] });
  client.setQueryData([list.name, { room: 'b' }], { rows: [2] });
  cacheHandle(client).update(list, (answer, asked) => (asked.room === 'a' ? { rows: [...answer.rows, 9] } : answer));
  expect(client.getQueryData([list.name, { room: 'a' }])).toEqual({ rows: [1, 9] });
  expect(client.getQueryData([list.name, { room: 'b' }])).toEqual({ rows: [2] });
});

it('offers a paged list page by page, each with its cursor', () => {
  const key = [list.name, { room: 'a' }, inPages];
  client.setQueryData(key, { pages: [{ rows: [1] }, { rows: [2] }], pageParams: [undefined, 'next'] });
  cacheHandle(client).update(list, (answer, asked) =>
    asked.cursor === 'next' ? { rows: [...answer.rows, 3] } : answer,
  );
  expect(client.getQueryData(key)).toEqual({
    pages: [{ rows: [1] }, { rows: [2, 3] }],
    pageParams: [undefined, 'next'],
  });
});

it('drops what nobody looks at and reads the rest again', async () => {
  let reads = 0;
  const shown = new QueryObserver(client, {
    queryKey: [list.name, { room: 'a' }],
    queryFn: async () => ({ rows: [++reads] }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const stop = shown.subscribe(() => undefined);
  await expect.poll(() => reads).toBe(1);
  client.setQueryData([list.name, { room: 'b' }], { rows: [2] });
  cacheHandle(client).update(list, () => 'readAgain');
  await expect.poll(() => shown.getCurrentResult().data).toEqual({ rows: [2] });
  expect(client.getQueryData([list.name, { room: 'b' }])).toBeUndefined();
  stop();
});

it('reads once more what was being read when the event came', async () => {
  const answers: ((answer: { rows: number[] }) => void)[] = [];
  const shown = new QueryObserver(client, {
    queryKey: [list.name, { room: 'a' }],
    queryFn: () => new Promise<{ rows: number[] }>((resolve) => answers.push(resolve)),
  });
  const stop = shown.subscribe(() => undefined);
  await expect.poll(() => answers.length).toBe(1);
  cacheHandle(client).update(list, (answer) => answer);
  answers[0]?.({ rows: [1] });
  await expect.poll(() => answers.length).toBe(2);
  answers[1]?.({ rows: [1, 2] });
  await expect.poll(() => shown.getCurrentResult().data).toEqual({ rows: [1, 2] });
  stop();
});

it('comes to an end while much happens: what is outdated while it is read is read once more after that, not with every event', async () => {
  const answers: ((answer: { rows: number[] }) => void)[] = [];
  client.setQueryData([list.name, { room: 'a' }], { rows: [0] });
  const shown = new QueryObserver(client, {
    queryKey: [list.name, { room: 'a' }],
    queryFn: () => new Promise<{ rows: number[] }>((resolve) => answers.push(resolve)),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const stop = shown.subscribe(() => undefined);
  const cache = cacheHandle(client);
  for (let event = 0; event < 1_000; event += 1) cache.update(list, () => 'readAgain');
  // The first reading, and the one begun anew in its place.
  await expect.poll(() => answers.length).toBe(2);
  answers[1]?.({ rows: [1] });
  await expect.poll(() => answers.length).toBe(3);
  answers[2]?.({ rows: [2] });
  await expect.poll(() => shown.getCurrentResult().data).toEqual({ rows: [2] });
  expect(answers.length).toBe(3);
  stop();
});

it('reads everything once more, also what was being read for the first time', async () => {
  const answers: ((answer: { rows: number[] }) => void)[] = [];
  const shown = new QueryObserver(client, {
    queryKey: [list.name, { room: 'a' }],
    queryFn: () => new Promise<{ rows: number[] }>((resolve) => answers.push(resolve)),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const stop = shown.subscribe(() => undefined);
  await expect.poll(() => answers.length).toBe(1);
  readEverythingAgain(client);
  answers[0]?.({ rows: [1] });
  await expect.poll(() => answers.length).toBe(2);
  answers[1]?.({ rows: [1, 2] });
  await expect.poll(() => shown.getCurrentResult().data).toEqual({ rows: [1, 2] });
  stop();
});

it('reads the first page alone where something comes up, however many are held, and once more for what comes meanwhile', async () => {
  const server = Array.from({ length: 9 }, (_, n) => n + 1);
  const asked: (number | undefined)[] = [];
  let open = (): void => undefined;
  let gate = Promise.resolve();
  const shown = new InfiniteQueryObserver(client, {
    queryKey: [list.name, { room: 'a' }, inPages],
    queryFn: async ({ pageParam }: { pageParam: number | undefined }) => {
      asked.push(pageParam);
      await gate;
      const from = pageParam === undefined ? 0 : server.indexOf(pageParam) + 1;
      const rows = server.slice(from, from + 3);
      return { rows, next: from + 3 < server.length ? rows.at(-1) : undefined };
    },
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.next,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const stop = shown.subscribe(() => undefined);
  await expect.poll(() => asked.length).toBe(1);
  await shown.fetchNextPage();
  await shown.fetchNextPage();
  const rows = () => shown.getCurrentResult().data?.pages.flatMap((page) => page.rows);
  expect(rows()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const cache = cacheHandle(client);
  const comesUp = (row: number) => {
    server.splice(server.indexOf(row), 1);
    server.unshift(row);
    cache.update(list, (answer, { cursor }) => (cursor === undefined ? 'readTopAgain' : answer), String);
  };
  asked.length = 0;
  gate = new Promise((resolve) => {
    open = resolve;
  });
  comesUp(8);
  comesUp(5);
  open();
  await expect.poll(rows).toEqual([5, 8, 1, 2, 3, 4, 6, 7, 9]);
  expect(asked).toEqual([undefined, undefined]);
  expect(rows()).toEqual(server);
  await shown.refetch();
  expect(rows()).toEqual(server);
  stop();
});

it('forgets the pages below where the first holds everything', () => {
  const held = { pages: [{ rows: [1], next: 'a' }, { rows: [2] }], pageParams: [undefined, 'a'] };
  expect(withTop(held, { rows: [2] }, String)).toEqual({ pages: [{ rows: [2] }], pageParams: [undefined] });
});
