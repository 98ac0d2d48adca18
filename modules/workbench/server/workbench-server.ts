import { serverModule } from '#kernel/server/define-module.ts';
import { workbenchContract } from '../contract/workbench-contract.ts';
import { saveShortcuts } from './commands/save-shortcuts.ts';
import { readWorkbench } from './queries/read-workbench.ts';

export const workbenchServer = serverModule({
  contract: workbenchContract,
  handlers: [readWorkbench, saveShortcuts],
  migrations: new URL('./migrations/', import.meta.url),
});
