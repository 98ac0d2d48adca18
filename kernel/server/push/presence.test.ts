import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makePresence, type NodePresence } from './presence.ts';

type Told = (readonly [string, string | null])[];

/** Two processes that tell each other, and what each connection was told. */
function twoNodes() {
  const hidden = new Set<string>();
  const told = new Map<string, Told[]>();
  const lost: { now: boolean } = { now: false };
  const asked: string[][] = [];
  const between: NodePresence[] = [];
  const node = (name: string, other: () => ReturnType<typeof make>) => make(name, other);
  function make(name: string, other: () => { take: (message: NodePresence) => void }) {
    return makePresence<{ name: string }>({
      node: name,
      shown: async (personIds) => {
        asked.push([...personIds]);
        return new Set(personIds.filter((personId) => !hidden.has(personId)));
      },
      send: (connection, people) =>
        void told.set(connection.name, [...(told.get(connection.name) ?? []), [...people] as Told]),
      tellOthers: (message) => {
        between.push(message);
        if (!lost.now) other().take(message);
      },
      follow: () => {},
    });
  }
  const one: ReturnType<typeof make> = node('one', () => two);
  const two: ReturnType<typeof make> = node('two', () => one);
  return { one, two, told, hidden, asked, between, lost };
}

const screen = (name: string) => ({ name });
/** Time enough for what is told in frames. */
const frame = () => vi.advanceTimersByTimeAsync(3_000);

describe('presence', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('tells who watches, differences only, together; better at once, worse when it lasts', async () => {
    const { one, told } = twoNodes();
    const [desk, phone, eye] = [screen('desk'), screen('phone'), screen('eye')];
    await one.watch(eye, ['ann', 'bo', 'cai']);
    expect(told.get('eye')).toBeUndefined();
    one.connected(desk, 'ann');
    one.here(desk, 'ann', true);
    one.connected(phone, 'bo');
    await frame();
    expect(told.get('eye')).toEqual([
      [
        ['ann', 'here'],
        ['bo', 'away'],
      ],
    ]);
    // A reload.
    one.disconnected(desk, 'ann');
    await frame();
    one.connected(desk, 'ann');
    one.here(desk, 'ann', true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(told.get('eye')).toHaveLength(1);
    one.here(desk, 'ann', false);
    one.disconnected(phone, 'bo');
    await vi.advanceTimersByTimeAsync(29_000);
    expect(told.get('eye')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_000);
    await frame();
    expect(told.get('eye')?.at(-1)).toEqual([
      ['ann', 'away'],
      ['bo', null],
    ]);
  });

  it('counts a person as there where any of their screens is', async () => {
    const { one, told } = twoNodes();
    const [desk, phone, eye] = [screen('desk'), screen('phone'), screen('eye')];
    for (const at of [desk, phone]) {
      one.connected(at, 'ann');
      one.here(at, 'ann', true);
    }
    await one.watch(eye, ['ann']);
    expect(told.get('eye')).toEqual([[['ann', 'here']]]);
    one.disconnected(phone, 'ann');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(told.get('eye')).toHaveLength(1);
  });

  it('tells nothing of who hides it, nor of whom one watches no longer', async () => {
    const { one, told, hidden } = twoNodes();
    const [desk, phone, eye] = [screen('desk'), screen('phone'), screen('eye')];
    hidden.add('ann');
    one.connected(desk, 'ann');
    one.here(desk, 'ann', true);
    await one.watch(eye, ['ann']);
    await frame();
    expect(told.get('eye')).toBeUndefined();
    hidden.delete('ann');
    one.look(['ann']);
    await frame();
    expect(told.get('eye')).toEqual([[['ann', 'here']]]);
    hidden.add('ann');
    one.look('everybody');
    await frame();
    expect(told.get('eye')?.at(-1)).toEqual([['ann', null]]);
    await one.watch(eye, ['bo']);
    hidden.clear();
    one.look(['ann']);
    one.connected(phone, 'bo');
    await frame();
    expect(told.get('eye')?.slice(2)).toEqual([[['bo', 'away']]]);
    one.disconnected(eye, 'eve');
    one.here(phone, 'bo', true);
    await frame();
    expect(told.get('eye')).toHaveLength(3);
  });

  it('asks once whatever the number who changed, and nothing where nobody watches', async () => {
    const { one, asked } = twoNodes();
    const people = Array.from({ length: 500 }, (_, n) => `p${n}`);
    for (const personId of people) one.connected(screen(personId), personId);
    await frame();
    expect(asked).toEqual([]);
    await one.watch(screen('eye'), people.slice(0, 60));
    expect(asked).toHaveLength(1);
    one.look('everybody');
    await frame();
    expect(asked).toHaveLength(2);
  });

  it('holds over several processes: one that begins hears who is there, what was lost heals, one that ends is gone', async () => {
    const { one, two, told, lost } = twoNodes();
    const [desk, eye] = [screen('desk'), screen('eye')];
    one.connected(desk, 'ann');
    one.here(desk, 'ann', true);
    await frame();
    await two.watch(eye, ['ann', 'bo']);
    two.start();
    one.start();
    await frame();
    expect(told.get('eye')?.flat()).toEqual([['ann', 'here']]);
    lost.now = true;
    one.connected(screen('lost'), 'bo');
    await frame();
    lost.now = false;
    expect(told.get('eye')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(63_000);
    expect(told.get('eye')?.at(-1)).toEqual([['bo', 'away']]);
    // Killed: nobody hears of it.
    lost.now = true;
    await vi.advanceTimersByTimeAsync(5 * 60_000);
    expect(told.get('eye')?.at(-1)).toEqual([
      ['ann', null],
      ['bo', null],
    ]);
    lost.now = false;
    await vi.advanceTimersByTimeAsync(63_000);
    expect(told.get('eye')?.at(-1)).toEqual([
      ['ann', 'here'],
      ['bo', 'away'],
    ]);
    one.stop();
    await frame();
    expect(told.get('eye')?.at(-1)).toEqual([
      ['ann', null],
      ['bo', null],
    ]);
    two.stop();
  });
});
