import { describe, expect, it } from 'vitest';
import { part } from '#kernel/contract/part.ts';
import { moduleWords } from '../language/module-words.ts';
import { moduleWeb } from './module-web.ts';
import { appMap } from './navigation.ts';
import { offerPart } from './offer-part.ts';

const chooser = part<{ value: string }>('lower.chooser');
const Chooser = () => null;
const words = moduleWords(
  async () => ({ default: {} }),
  async () => ({ default: {} }),
);
const offering = (name: string) =>
  moduleWeb({
    name,
    words,
    cacheRules: async () => [],
    routes: [],
    parts: [offerPart(chooser, async () => ({ Chooser }), 'Chooser')],
  });

describe('parts of modules', () => {
  it('are found by the name in their contract', () => {
    expect([...appMap([offering('lower')]).parts.keys()]).toEqual(['lower.chooser']);
  });

  it('are offered by one module only', () => {
    expect(() => appMap([offering('lower'), offering('other')])).toThrow('lower.chooser');
  });
});
