import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { retention } from '#kernel/contract/retention.ts';
import * as chart from './chart.ts';
import * as departments from './departments.ts';
import * as employers from './employers.ts';
import { listEndingSoon } from './ending-soon.ts';
import * as events from './events.ts';
import * as failures from './failures.ts';
import { fieldOwners, hrFileLimits } from './field-owner.ts';
import { handOverLines } from './hand-over-line.ts';
import * as headcount from './headcount.ts';
import * as hrFile from './hr-file.ts';
import * as peopleImport from './import.ts';
import * as leaving from './leaving.ts';
import * as ownEffects from './own-effects.ts';
import * as ownLines from './own-lines.ts';
import * as people from './people.ts';
import * as permissions from './permissions.ts';
import { personEffects } from './person-effect.ts';
import { recordPhoneVerified } from './phone-proof.ts';
import * as posts from './posts.ts';
import { previewPersonChange } from './preview-change.ts';
import * as profile from './profile.ts';
import { readPhoto } from './read-photo.ts';
import * as reorganisations from './reorganisations.ts';
import {
  directoryRetention,
  eraseImports,
  eraseLeavers,
  importRetention,
  reviewImports,
  reviewLeavers,
} from './retention.ts';
import * as roles from './roles.ts';
import * as visibility from './visibility.ts';
import { whyPersonSeen } from './why-person-seen.ts';
import { seenThings } from './why-seen.ts';

/** All that can be said of the directory 通讯录. */
export const directory = moduleContract({
  name: 'directory',
  title: { zh: '通讯录', en: 'Directory' },
  operations: [
    employers.createEmployer,
    employers.changeEmployer,
    employers.listEmployers,
    departments.createDepartment,
    departments.changeDepartment,
    departments.removeDepartment,
    departments.readTree,
    departments.readDepartment,
    departments.listReporting,
    posts.createPost,
    posts.changePost,
    posts.listPosts,
    people.createPerson,
    people.changePerson,
    people.markLeft,
    people.withdrawPlannedChange,
    people.listPlannedChanges,
    people.readPerson,
    people.readPersonHistory,
    people.listPeople,
    people.searchPeople,
    people.namePeople,
    people.exportPeople,
    peopleImport.previewImport,
    peopleImport.readImport,
    peopleImport.applyImport,
    profile.completeProfile,
    profile.uploadPhoto,
    readPhoto,
    roles.resolveRoles,
    chart.readChart,
    chart.exportChart,
    chart.readDepartmentHistory,
    chart.listMembersOn,
    headcount.setHeadcount,
    headcount.readHeadcount,
    reorganisations.createReorganisation,
    reorganisations.changeReorganisation,
    reorganisations.rebaseReorganisation,
    reorganisations.agreeReorganisation,
    reorganisations.publishReorganisation,
    reorganisations.withdrawReorganisation,
    reorganisations.listReorganisations,
    reorganisations.readReorganisation,
    leaving.nameSuccessor,
    leaving.finishHandOver,
    leaving.readLeaving,
    leaving.listLeavings,
    ownLines.heldSubordinates,
    ownLines.handOverSubordinates,
    ownLines.heldHeadships,
    ownLines.heldPosts,
    previewPersonChange,
    recordPhoneVerified,
    hrFile.receiveHrFile,
    hrFile.listHrFiles,
    hrFile.rejectHrFile,
    listEndingSoon,
    ownEffects.effectOnPlace,
    ownEffects.effectOnReports,
    whyPersonSeen,
    visibility.setVisibilityRule,
    visibility.removeVisibilityRule,
    visibility.decideVisibility,
    visibility.listVisibilityRules,
    reviewLeavers,
    reviewImports,
    eraseImports,
    eraseLeavers,
  ],
  events: Object.values(events),
  permissions: Object.values(permissions),
  failures: Object.values(failures),
  settings: [fieldOwners, hrFileLimits],
  extensions: [
    extend(seenThings, { read: whyPersonSeen }),
    ...ownLines.ownLines.map((line) => extend(handOverLines, line)),
    ...ownEffects.ownEffects.map((effect) => extend(personEffects, effect)),
    extend(retention, directoryRetention),
    extend(retention, importRetention),
  ],
});
