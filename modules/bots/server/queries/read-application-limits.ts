import { handle } from '#kernel/server/define-module.ts';
import { mostMegabytes, refusedTypes } from '#modules/files/contract/settings.ts';
import * as contract from '../../contract/application-files.ts';
import { callerOf, programOf } from '../application-rows.ts';
import type { BotsTables } from '../bots-tables.ts';

export const readApplicationLimits = handle<BotsTables>()(contract.readApplicationLimits, async (context, { key }) => {
  const { id } = await callerOf(context, key);
  return {
    program: programOf(id),
    mostBytes: (await context.setting(mostMegabytes)) * 1_000_000,
    refusedTypes: [...(await context.setting(refusedTypes))],
  };
});
