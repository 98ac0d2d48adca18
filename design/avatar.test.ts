import { expect, it } from 'vitest';
import { shortName } from './avatar.tsx';

it('shortens names as people of the language do', () => {
  expect(shortName('欧阳小明')).toBe('小明');
  expect(shortName('李雪')).toBe('李雪');
  expect(shortName('Ada King Lovelace')).toBe('AL');
  expect(shortName('𠮷野 (Tokyo)')).toBe('𠮷野');
  expect(shortName('')).toBe('');
});
