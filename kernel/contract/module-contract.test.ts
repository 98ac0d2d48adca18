import { describe, expect, it } from 'vitest';
import { extend, extensionPoint } from './extension-point.ts';
import { failure } from './failure.ts';
import { moduleContract } from './module-contract.ts';

const title = { zh: '试', en: 'Trial' };
const gone = failure({ code: 'trial.gone', status: 410, words: { zh: '没有了', en: 'Gone' } });
const parts = extensionPoint<{ name: string }>('house.parts');
const part = { name: 'one' };

describe('a module’s contract', () => {
  it('begins every name with its own', () => {
    expect(() => moduleContract({ name: 'other', title, failures: [gone] })).toThrow("doesn't begin with its module");
  });

  it('declares a name once', () => {
    expect(() => moduleContract({ name: 'trial', title, failures: [gone, gone] })).toThrow('declared twice');
  });

  it('adds the same once at a point, and different things as often as it likes', () => {
    const extensions = [extend(parts, part), extend(parts, { name: 'two' })];
    expect(moduleContract({ name: 'trial', title, extensions }).extensions).toHaveLength(2);
    expect(() => moduleContract({ name: 'trial', title, extensions: [...extensions, extend(parts, part)] })).toThrow(
      'adds the same at house.parts twice',
    );
  });
});
