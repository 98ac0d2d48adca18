import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { retention as retentionPoint } from '#kernel/contract/retention.ts';
import { handOverLines } from '#modules/directory/contract/hand-over-line.ts';
import { personEffects } from '#modules/directory/contract/person-effect.ts';
import { structureUsers } from '#modules/directory/contract/structure-users.ts';
import { seenThings } from '#modules/directory/contract/why-seen.ts';
import { fileOwners } from '#modules/files/contract/file-owner.ts';
import * as archive from './archive.ts';
import { archiveQueryProcess } from './archive-query-kind.ts';
import * as archiveSearch from './archive-search.ts';
import * as archiveSearchEvents from './archive-search-events.ts';
import * as archiveSearchFailures from './archive-search-failures.ts';
import { retention } from './archive-settings.ts';
import * as callEvents from './call-events.ts';
import { callFailures } from './call-failures.ts';
import * as callOperations from './call-operations.ts';
import { countToDo } from './count-to-do.ts';
import * as deputies from './deputies.ts';
import * as deputyEvents from './deputy-events.ts';
import { deputyFailures } from './deputy-failures.ts';
import { deputiesAllowed } from './deputy-settings.ts';
import * as destruction from './destruction.ts';
import * as destructionEvents from './destruction-events.ts';
import { destructionFailures } from './destruction-failures.ts';
import { listDestructionsToApprove } from './destructions-to-approve.ts';
import * as events from './events.ts';
import * as expediting from './expediting.ts';
import { approvalFailures } from './failures.ts';
import { formFailures } from './form-failures.ts';
import * as formOperations from './form-operations.ts';
import * as groupEvents from './group-events.ts';
import { groupFailures } from './group-failures.ts';
import * as groupOperations from './group-operations.ts';
import * as limitEvents from './limit-events.ts';
import * as limits from './limit-operations.ts';
import * as listEvents from './list-events.ts';
import * as listFailures from './list-failures.ts';
import * as listOperations from './list-operations.ts';
import { lookProcess } from './look-kind.ts';
import * as looks from './looks.ts';
import * as operations from './operations.ts';
import * as peopleChanges from './people-changes.ts';
import {
  administer,
  approveDestructions,
  designTemplates,
  expedite,
  governTemplates,
  keepArchive,
  submitForOthers,
} from './permissions.ts';
import { processKinds } from './process-kind.ts';
import { publishingProcess } from './publishing-kind.ts';
import { contractTemplate } from './ready/contract-template.ts';
import { dispatchTemplate } from './ready/dispatch-template.ts';
import { freeTemplate } from './ready/free-template.ts';
import { productionTaskTemplate } from './ready/production-task-template.ts';
import { receivablesTemplate } from './ready/receivables-template.ts';
import { readyTemplates } from './ready-template.ts';
import * as registers from './registers.ts';
import { requestFiles } from './request-files.ts';
import { approvalsRetention, holdForRequests, reviewArchive } from './retention.ts';
import * as statistics from './statistics.ts';
import * as steps from './step-operations.ts';
import { findStructureUses } from './structure-uses.ts';
import * as templateEvents from './template-events.ts';
import { templateFailures } from './template-failures.ts';
import * as templateOperations from './template-operations.ts';
import { whyListSeen } from './why-list-seen.ts';
import { whyRequestSeen } from './why-request-seen.ts';

/** All that can be said of approvals 审批. */
export const approvalsContract = moduleContract({
  name: 'approvals',
  title: { zh: '审批', en: 'Approvals' },
  operations: [
    whyRequestSeen,
    whyListSeen,
    reviewArchive,
    holdForRequests,
    findStructureUses,
    ...Object.values(operations), //
    countToDo,
    ...Object.values(steps),
    ...Object.values(deputies),
    ...Object.values(limits),
    ...Object.values(archive),
    ...Object.values(formOperations),
    ...Object.values(templateOperations),
    ...Object.values(listOperations),
    ...Object.values(expediting),
    ...Object.values(callOperations),
    ...Object.values(groupOperations),
    peopleChanges.heldTasks,
    peopleChanges.handOverTasks,
    peopleChanges.heldOwnRequests,
    peopleChanges.heldApproverGroups,
    peopleChanges.handOverApproverGroups,
    peopleChanges.effectOnApprovals,
    archiveSearch.listArchiveKinds,
    archiveSearch.searchArchive,
    archiveSearch.readArchived,
    archiveSearch.exportArchive,
    archiveSearch.askForArchive,
    archiveSearch.listArchiveGrants,
    archiveSearch.endArchiveGrant,
    statistics.readStatistics,
    statistics.exportStatistics,
    registers.listRegisters,
    registers.readRegister,
    registers.saveRegister,
    registers.removeRegister,
    registers.listRegisterRows,
    registers.exportRegister,
    destruction.listDueArchive,
    destruction.proposeDestruction,
    destruction.keepLonger,
    destruction.withdrawDestruction,
    destruction.approveDestruction,
    destruction.holdRequest,
    destruction.endHold,
    destruction.listDestructions,
    listDestructionsToApprove,
    destruction.readDestruction,
    looks.askToLook,
  ],
  events: [
    ...Object.values(events), //
    ...Object.values(templateEvents),
    ...Object.values(listEvents),
    ...Object.values(callEvents),
    ...Object.values(groupEvents),
    ...Object.values(deputyEvents),
    ...Object.values(limitEvents),
    ...Object.values(archiveSearchEvents),
    registers.registerChanged,
    ...Object.values(destructionEvents),
    looks.lookOpened,
  ],
  permissions: [
    administer, //
    submitForOthers,
    keepArchive,
    designTemplates,
    governTemplates,
    expedite,
    statistics.seeStatistics,
    approveDestructions,
  ],
  failures: [
    ...Object.values(approvalFailures), //
    ...Object.values(formFailures),
    ...Object.values(templateFailures),
    ...Object.values(listFailures),
    ...Object.values(callFailures),
    ...Object.values(groupFailures),
    ...Object.values(deputyFailures),
    ...Object.values(archiveSearchFailures),
    registers.registerMoved,
    registers.tooManyRegisters,
    registers.noSuchColumn,
    ...Object.values(destructionFailures),
    looks.contentWithheld,
    looks.lookNotNeeded,
    looks.lookAskedAlready,
    looks.nobodyToAgree,
    looks.onlyByAskingToLook,
  ],
  settings: [retention, deputiesAllowed],
  extensions: [
    extend(seenThings, { read: whyRequestSeen }),
    extend(seenThings, { read: whyListSeen }),
    extend(structureUsers, { query: findStructureUses }),
    extend(fileOwners, requestFiles),
    extend(retentionPoint, approvalsRetention),
    extend(processKinds, publishingProcess),
    extend(processKinds, archiveQueryProcess),
    extend(processKinds, lookProcess),
    extend(readyTemplates, contractTemplate),
    extend(readyTemplates, productionTaskTemplate),
    extend(readyTemplates, dispatchTemplate),
    extend(readyTemplates, receivablesTemplate),
    extend(readyTemplates, freeTemplate),
    ...peopleChanges.approvalLines.map((line) => extend(handOverLines, line)),
    extend(personEffects, peopleChanges.comingStepsEffect),
  ],
});
