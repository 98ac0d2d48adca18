import { describe, expect, it } from 'vitest';
import { dark, light, type Palette } from './tokens.ts';

const channel = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const luminance = (hex: string) => {
  const [r, g, b] = [1, 3, 5].map((at) => channel(Number.parseInt(hex.slice(at, at + 2), 16) / 255)) as [
    number,
    number,
    number,
  ];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
/** Contrast as WCAG 2.2 defines it, 1 to 21. */
const contrast = (one: string, other: string) => {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
};

type Name = keyof Palette;
const grounds: Name[] = ['paper', 'card'];
const texts: Name[] = ['ink', 'second', 'faint', 'accent', 'accentStrong', 'seal', 'pass', 'warn'];
const pairs: [text: Name, ground: Name, atLeast: number][] = [
  ...texts.flatMap((text) => grounds.map((ground): [Name, Name, number] => [text, ground, 4.5])),
  ...(['ink', 'second', 'accent', 'seal'] as const).map((text): [Name, Name, number] => [text, 'hover', 4.5]),
  ...(['accent', 'seal', 'pass', 'warn'] as const).flatMap((name): [Name, Name, number][] => [
    [`on${name[0]?.toUpperCase()}${name.slice(1)}` as Name, name, 4.5],
    [name, `${name}Soft`, 4.5],
    ['ink', `${name}Soft`, 4.5],
    ['second', `${name}Soft`, 4.5],
  ]),
  ['onAccent', 'accentStrong', 4.5],
  ['edge', 'paper', 3],
  ['edge', 'card', 3],
];

describe.each([
  ['light', light],
  ['dark', dark],
] as const)('%s', (_, palette) => {
  it.each(pairs)('%s on %s is at least %s : 1', (text, ground, atLeast) => {
    expect(contrast(palette[text], palette[ground])).toBeGreaterThanOrEqual(atLeast);
  });
});
