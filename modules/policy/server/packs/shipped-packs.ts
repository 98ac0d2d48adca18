import type { Pack } from '../../contract/rulebook.ts';
import { platformRules } from './platform-rules.ts';

/** The rulebooks that come with the program. */
export const shippedPacks: readonly Pack[] = [platformRules];
