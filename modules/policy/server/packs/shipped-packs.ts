import type { Pack } from '../../contract/rulebook.ts';
import { chatRules } from './chat-rules.ts';
import { groupRules } from './group-rules.ts';
import { platformRules } from './platform-rules.ts';

/** The rulebooks that come with the program, each after one source. */
export const shippedPacks: readonly Pack[] = [platformRules, groupRules, chatRules];
