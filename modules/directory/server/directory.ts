import { serverModule } from '#kernel/server/define-module.ts';
import { directory as contract } from '../contract/directory.ts';
import { planReorganisation } from '../contract/permissions.ts';
import { changeDepartment } from './commands/change-department.ts';
import { changeEmployer } from './commands/change-employer.ts';
import { changePerson } from './commands/change-person.ts';
import { changePost } from './commands/change-post.ts';
import { completeProfile } from './commands/complete-profile.ts';
import { createDepartment } from './commands/create-department.ts';
import { createEmployer } from './commands/create-employer.ts';
import { createPerson } from './commands/create-person.ts';
import { createPost } from './commands/create-post.ts';
import { markLeft } from './commands/mark-left.ts';
import { previewImport } from './commands/preview-import.ts';
import { removeDepartment } from './commands/remove-department.ts';
import { uploadPhoto } from './commands/upload-photo.ts';
import { withdrawPlannedChange } from './commands/withdraw-planned-change.ts';
import { askForHrFolder, hrFolderWork } from './hr-file/hr-folder-work.ts';
import { applyImport } from './jobs/apply-import.ts';
import { lifecycleHandlers } from './lifecycle-handlers.ts';
import { exportPeople } from './queries/export-people.ts';
import { listEmployers } from './queries/list-employers.ts';
import { listPeople } from './queries/list-people.ts';
import { listPlannedChanges } from './queries/list-planned-changes.ts';
import { listPosts } from './queries/list-posts.ts';
import { listReporting } from './queries/list-reporting.ts';
import { namePeople } from './queries/name-people.ts';
import { readDepartment } from './queries/read-department.ts';
import { readImport } from './queries/read-import.ts';
import { readPerson } from './queries/read-person.ts';
import { readPersonHistory } from './queries/read-person-history.ts';
import { readPhoto } from './queries/read-photo.ts';
import { readTree } from './queries/read-tree.ts';
import { resolveRoles } from './queries/resolve-roles.ts';
import { searchPeople } from './queries/search-people.ts';
import { structureHandlers } from './reorganisation/structure-handlers.ts';
import { carryOutPlannedChange } from './timers/carry-out-planned-change.ts';
import { carryOutReorganisation } from './timers/carry-out-reorganisation.ts';
import { expireVisibilityProposal } from './timers/expire-visibility-proposal.ts';

/** The server face of the directory. */
export const directory = serverModule({
  contract,
  handlers: [
    createEmployer,
    changeEmployer,
    listEmployers,
    createDepartment,
    changeDepartment,
    removeDepartment,
    readTree,
    readDepartment,
    listReporting,
    createPost,
    changePost,
    listPosts,
    createPerson,
    changePerson,
    markLeft,
    withdrawPlannedChange,
    listPlannedChanges,
    readPerson,
    readPersonHistory,
    listPeople,
    searchPeople,
    namePeople,
    exportPeople,
    previewImport,
    readImport,
    applyImport,
    completeProfile,
    uploadPhoto,
    readPhoto,
    resolveRoles,
    ...structureHandlers,
    ...lifecycleHandlers,
  ],
  timers: [carryOutPlannedChange, carryOutReorganisation, expireVisibilityProposal],
  recurring: [askForHrFolder],
  outside: [hrFolderWork],
  // Drafts are told of to those who plan, and to nobody else.
  topicsOf: async (_db, _personId, reaches) => {
    const reach = reaches.get(planReorganisation.name);
    return [
      ...(reach?.company ? (['reorganisation:company'] as const) : []),
      ...(reach?.employerIds ?? []).map((employerId) => `reorganisation:${employerId}` as const),
    ];
  },
  migrations: new URL('./migrations/', import.meta.url),
});
