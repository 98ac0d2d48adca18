import { expect, it } from 'vitest';
import { changePlace, withinNamed } from './change-place.ts';

const spelled = (at: readonly string[]) => changePlace(withinNamed(at), (part) => part.toUpperCase());

it('says what of a field or step changed, without the ids on the way there', () => {
  expect(spelled(['fields', 'matter', 'label', 'zh'])).toBe('LABEL › ZH');
  expect(spelled(['nodes', 'c1', 'branches', 'b1', 'when'])).toBe('WHEN');
  expect(spelled(['nodes', 'p', 'branches', 'b1', 'nodes', 'r', 'approvers'])).toBe('APPROVERS');
  expect(spelled(['title', 'zh'])).toBe('TITLE › ZH');
});

it('leaves what has no word as the template calls it', () => {
  expect(spelled(['fields', 'amount', 'currency'])).toBe('currency');
});
