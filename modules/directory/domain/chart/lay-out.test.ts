import { describe, expect, it } from 'vitest';
import { arrange } from './arrange.ts';
import { chartSvg } from './chart-svg.ts';
import { layOut } from './lay-out.ts';

const size = { width: 100, height: 50, gapX: 20, gapY: 30 };
const all = () => true;

describe('the layout of the chart', () => {
  it('puts the upper one over the middle of the lower ones, and closes in', () => {
    const { places, width, height } = layOut(
      [
        { id: '0', parentId: null },
        { id: 'a', parentId: '0' },
        { id: 'b', parentId: '0' },
        { id: 'a1', parentId: 'a' },
      ],
      all,
      size,
    );
    const at = Object.fromEntries(places.map((one) => [one.id, [one.x, one.y, one.children]]));
    expect(at).toEqual({ 0: [60, 0, 2], a: [0, 80, 1], b: [120, 80, 0], a1: [0, 160, 0] });
    expect([width, height]).toEqual([220, 210]);
  });

  it('stands many lower ones without anything below them under each other', () => {
    const { places } = layOut(
      [{ id: '0', parentId: null }, ...[1, 2, 3].map((n) => ({ id: `${n}`, parentId: '0' }))],
      all,
      size,
    );
    expect(places.filter((one) => one.parentId === '0').map((one) => [one.x, one.y])).toEqual([
      [20, 80],
      [20, 160],
      [20, 240],
    ]);
  });

  it('shows nothing below what is folded, and survives a circle and a missing upper one', () => {
    const tree = [
      { id: '0', parentId: null },
      { id: 'a', parentId: '0' },
      { id: 'lost', parentId: 'nowhere' },
      { id: 'x', parentId: 'y' },
      { id: 'y', parentId: 'x' },
    ];
    expect(layOut(tree, () => false, size).places.map((one) => one.id)).toEqual(['0', 'lost']);
    expect(arrange(tree).map((row) => [row.department.id, row.level])).toEqual([
      ['0', 0],
      ['a', 1],
      ['lost', 0],
    ]);
  });

  it('lays nothing over anything, in a tree of five thousand', () => {
    const tree = Array.from({ length: 5_000 }, (_, n) => ({
      id: String(n),
      parentId: n === 0 ? null : String(Math.floor((n - 1) / (2 + (n % 5)))),
    }));
    const { places, width, height } = layOut(tree, all, size);
    expect(places).toHaveLength(5_000);
    const lines = new Map<number, number[]>();
    for (const { x, y } of places) lines.set(y, [...(lines.get(y) ?? []), x]);
    for (const line of lines.values()) {
      line.sort((one, other) => one - other);
      for (const [at, x] of line.entries()) {
        expect(at === 0 || x - (line[at - 1] ?? 0) >= size.width + size.gapX - 0.01).toBe(true);
        expect(x >= 0 && x + size.width <= width + 0.01).toBe(true);
      }
    }
    expect(Math.max(...places.map((one) => one.y)) + size.height).toBe(height);
  });
});

it('the picture names every department, cut and escaped, and marks what a draft changes', () => {
  const card = (id: string, parentId: string | null, more: object) => ({
    id,
    name: id,
    parentId,
    heads: [],
    deputies: [],
    people: 0,
    planned: null,
    mark: null,
    ...more,
  });
  const svg = chartSvg([
    card('0', null, { name: '<研发 & 测试>', people: 7, planned: 5, heads: [{ id: 'x', name: '何人事' }] }),
    card('a', '0', { name: '撤掉的部门名字非常非常的长', mark: 'removed' }),
  ]);
  expect(svg).toContain('&lt;研发 &amp; 测试&gt;');
  expect(svg).toContain('何人事');
  expect(svg).toContain('7 / 5 人 超编');
  expect(svg).toContain('撤掉的部门名字非…');
  expect(svg).toContain('stroke-dasharray');
});
