import { serverModule } from '#kernel/server/define-module.ts';
import { workbenchContract } from '../contract/workbench-contract.ts';
import { saveShortcutsHandler } from './commands/save-shortcuts.ts';
import { readWorkbenchHandler } from './queries/read-workbench.ts';

export const workbenchServer = serverModule({
  contract: workbenchContract,
  handlers: [readWorkbenchHandler, saveShortcutsHandler],
  migrations: new URL('./migrations/', import.meta.url),
});
