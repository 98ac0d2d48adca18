import type { DirectoryViews } from '#modules/directory/contract/views.ts';

export interface WorkbenchTables extends Pick<DirectoryViews, 'directory.published_employer'> {
  'workbench.shortcuts': { person_id: string; paths: string[] };
}
