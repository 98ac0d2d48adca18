import { serverModule } from '#kernel/server/define-module.ts';
import { approvalsContract } from '../contract/approvals-contract.ts';
import { nightlyArchive } from './archive/nightly-archive.ts';
import { callHandlers, callOutside, callSubscribers, callTimers } from './calls/calls-server.ts';
import { act } from './commands/act.ts';
import { addApprover } from './commands/add-approver.ts';
import { addPhrase } from './commands/add-phrase.ts';
import { answerFormProblem } from './commands/answer-form-problem.ts';
import { askForArchive } from './commands/ask-for-archive.ts';
import { askToPublish } from './commands/ask-to-publish.ts';
import { changeTemplate } from './commands/change-template.ts';
import { claim } from './commands/claim.ts';
import { comment } from './commands/comment.ts';
import { confirmUrge } from './commands/confirm-urge.ts';
import { copyAsNew } from './commands/copy-as-new.ts';
import { copyRequest } from './commands/copy-request.ts';
import { createTemplate } from './commands/create-template.ts';
import { delegate } from './commands/delegate.ts';
import { discardTemplateDraft } from './commands/discard-template-draft.ts';
import { disputeUrge } from './commands/dispute-urge.ts';
import { editForm } from './commands/edit-form.ts';
import { endArchiveGrant } from './commands/end-archive-grant.ts';
import { endDeputy } from './commands/end-deputy.ts';
import { importTemplate } from './commands/import-template.ts';
import { jumpRequest } from './commands/jump-request.ts';
import { objectToSubmission } from './commands/object-to-submission.ts';
import { passUp } from './commands/pass-up.ts';
import { prepareSignature } from './commands/prepare-signature.ts';
import { putBack } from './commands/put-back.ts';
import { readRows } from './commands/read-rows.ts';
import { reassign } from './commands/reassign.ts';
import { recordOutcome } from './commands/record-outcome.ts';
import { reinstateTemplate } from './commands/reinstate-template.ts';
import { relateRequest } from './commands/relate-request.ts';
import { removeApprover } from './commands/remove-approver.ts';
import { removeAuthorityLimit } from './commands/remove-authority-limit.ts';
import { removeDraft } from './commands/remove-draft.ts';
import { removePhrase } from './commands/remove-phrase.ts';
import { reportFormProblem } from './commands/report-form-problem.ts';
import { restoreTemplateVersion } from './commands/restore-template-version.ts';
import { resubmitRequest } from './commands/resubmit-request.ts';
import { resumeRequest } from './commands/resume-request.ts';
import { retireTemplate } from './commands/retire-template.ts';
import { returnRequest } from './commands/return-request.ts';
import { revokeRequest } from './commands/revoke-request.ts';
import { saveDraft } from './commands/save-draft.ts';
import { saveOverrideDraft } from './commands/save-override-draft.ts';
import { saveTemplateDraft } from './commands/save-template-draft.ts';
import { setAuthorityLimit } from './commands/set-authority-limit.ts';
import { setDeputy } from './commands/set-deputy.ts';
import { submitRequest } from './commands/submit-request.ts';
import { suspendRequest } from './commands/suspend-request.ts';
import { takeBack } from './commands/take-back.ts';
import { terminateRequest } from './commands/terminate-request.ts';
import { transfer } from './commands/transfer.ts';
import { unrelateRequest } from './commands/unrelate-request.ts';
import { urge } from './commands/urge.ts';
import { wakeStep } from './commands/wake-step.ts';
import { withdrawRequest } from './commands/withdraw-request.ts';
import {
  destructionHandlers,
  destructionRecurring,
  destructionSubscribers,
  destructionTimers,
} from './destruction/destruction-server.ts';
import { groupHandlers, groupSubscribers } from './groups/groups-server.ts';
import { archiveQueryResubmitted } from './guards/archive-query-resubmitted.ts';
import { archiveQuerySubmitted } from './guards/archive-query-submitted.ts';
import { resubmittedByTemplate } from './guards/resubmitted-by-template.ts';
import { submittedByTemplate } from './guards/submitted-by-template.ts';
import { countMigration } from './jobs/count-migration.ts';
import { migrateRunning } from './jobs/migrate-running.ts';
import { printRequest } from './jobs/print-request.ts';
import { replayTemplate } from './jobs/replay-template.ts';
import { lookGuards, lookHandlers, lookSubscribers } from './looks/looks-server.ts';
import { onArchiveQueryEnded } from './on/on-archive-query-ended.ts';
import { onCalendarChanged } from './on/on-calendar-changed.ts';
import { onChildEnded } from './on/on-child-ended.ts';
import { onChildWanted } from './on/on-child-wanted.ts';
import { onCommented } from './on/on-commented.ts';
import { onCopied } from './on/on-copied.ts';
import { onDeputyChanged } from './on/on-deputy-changed.ts';
import { onEndedToArchive } from './on/on-ended-to-archive.ts';
import { onFormProblemChanged } from './on/on-form-problem-changed.ts';
import { onNoticeDelivered } from './on/on-notice-delivered.ts';
import { onOutcomeRecorded } from './on/on-outcome-recorded.ts';
import { onPersonLeft } from './on/on-person-left.ts';
import { onPersonLeftDeputies } from './on/on-person-left-deputies.ts';
import { onPublishingEnded } from './on/on-publishing-ended.ts';
import { onReminded } from './on/on-reminded.ts';
import { onRequestEnded } from './on/on-request-ended.ts';
import { onRequestSubmitted } from './on/on-request-submitted.ts';
import { onSubmissionObjected } from './on/on-submission-objected.ts';
import { onSubmittedToDrafts } from './on/on-submitted-to-drafts.ts';
import { onSubmittedToRelations } from './on/on-submitted-to-relations.ts';
import { onTaskClosed } from './on/on-task-closed.ts';
import { onTaskOpened } from './on/on-task-opened.ts';
import { onUrged } from './on/on-urged.ts';
import { peopleChangeHandlers } from './people-changes/people-change-handlers.ts';
import { checkMigration } from './queries/check-migration.ts';
import { compareTemplate } from './queries/compare-template.ts';
import { countOwn } from './queries/count-own.ts';
import { countToDo } from './queries/count-to-do.ts';
import { downloadArchive } from './queries/download-archive.ts';
import { downloadPrint } from './queries/download-print.ts';
import { downloadProof } from './queries/download-proof.ts';
import { downloadRowSheet } from './queries/download-row-sheet.ts';
import { exportArchive } from './queries/export-archive.ts';
import { exportExpedited } from './queries/export-expedited.ts';
import { exportTemplate } from './queries/export-template.ts';
import { findRequest } from './queries/find-request.ts';
import { findStructureUses } from './queries/find-structure-uses.ts';
import { groupExpedited } from './queries/group-expedited.ts';
import { listArchiveGrants } from './queries/list-archive-grants.ts';
import { listArchiveKinds } from './queries/list-archive-kinds.ts';
import { listAuthorityLimits } from './queries/list-authority-limits.ts';
import { listCopied } from './queries/list-copied.ts';
import { listDeputies } from './queries/list-deputies.ts';
import { listDone } from './queries/list-done.ts';
import { listDrafts } from './queries/list-drafts.ts';
import { listExpedited } from './queries/list-expedited.ts';
import { listFormProblems } from './queries/list-form-problems.ts';
import { listKinds } from './queries/list-kinds.ts';
import { listMine } from './queries/list-mine.ts';
import { listReadyTemplates } from './queries/list-ready-templates.ts';
import { listRelated } from './queries/list-related.ts';
import { listTemplateVersions } from './queries/list-template-versions.ts';
import { listTemplates } from './queries/list-templates.ts';
import { listToDo } from './queries/list-to-do.ts';
import { previewRequest } from './queries/preview-request.ts';
import { readApplicant } from './queries/read-applicant.ts';
import { readArchive } from './queries/read-archive.ts';
import { readArchived } from './queries/read-archived.ts';
import { readBatch } from './queries/read-batch.ts';
import { readDesign } from './queries/read-design.ts';
import { readDraft } from './queries/read-draft.ts';
import { readFlow } from './queries/read-flow.ts';
import { readForm } from './queries/read-form.ts';
import { readFormToCorrect } from './queries/read-form-to-correct.ts';
import { readPhrases } from './queries/read-phrases.ts';
import { readPublication } from './queries/read-publication.ts';
import { readReplay } from './queries/read-replay.ts';
import { readRequest } from './queries/read-request.ts';
import { readTemplate } from './queries/read-template.ts';
import { revealField } from './queries/reveal-field.ts';
import { searchArchive } from './queries/search-archive.ts';
import { tryTemplate } from './queries/try-template.ts';
import { verifyCode } from './queries/verify-code.ts';
import { registerHandlers } from './registers/registers-server.ts';
import { holdForRequests } from './retention/hold-for-requests.ts';
import { reviewArchive } from './retention/review-archive.ts';
import { statisticsHandlers, statisticsRecurring, statisticsSubscribers } from './statistics/statistics-server.ts';
import { onArchive } from './timers/on-archive.ts';
import { onDeputy } from './timers/on-deputy.ts';
import { onHandOver } from './timers/on-hand-over.ts';
import { onLimit } from './timers/on-limit.ts';
import { onTakeEffect } from './timers/on-take-effect.ts';
import { onWait } from './timers/on-wait.ts';
import { topicsOf } from './topics-of.ts';
import { whyListSeen } from './why-seen/why-list-seen.ts';
import { whyRequestSeen } from './why-seen/why-request-seen.ts';

/** The server face of approvals. */
export const approvalsServer = serverModule({
  contract: approvalsContract,
  handlers: [
    whyRequestSeen,
    whyListSeen,
    findStructureUses,
    act,
    addApprover,
    comment,
    confirmUrge,
    copyRequest,
    prepareSignature,
    disputeUrge,
    reassign,
    removeApprover,
    resubmitRequest,
    resumeRequest,
    returnRequest,
    submitRequest,
    suspendRequest,
    takeBack,
    terminateRequest,
    transfer,
    urge,
    withdrawRequest,
    claim,
    putBack,
    delegate,
    passUp,
    revokeRequest,
    objectToSubmission,
    recordOutcome,
    jumpRequest,
    wakeStep,
    editForm,
    countToDo,
    listCopied,
    listDone,
    listKinds,
    listMine,
    listToDo,
    readApplicant,
    previewRequest,
    readRequest,
    readFlow,
    downloadArchive,
    downloadPrint,
    downloadProof,
    findRequest,
    printRequest,
    readArchive,
    verifyCode,
    answerFormProblem,
    askToPublish,
    changeTemplate,
    createTemplate,
    discardTemplateDraft,
    importTemplate,
    reinstateTemplate,
    reportFormProblem,
    restoreTemplateVersion,
    retireTemplate,
    saveOverrideDraft,
    saveTemplateDraft,
    replayTemplate,
    countMigration,
    migrateRunning,
    checkMigration,
    compareTemplate,
    exportTemplate,
    listFormProblems,
    listReadyTemplates,
    listTemplateVersions,
    listTemplates,
    readPublication,
    readReplay,
    readTemplate,
    tryTemplate,
    downloadRowSheet,
    readDesign,
    readForm,
    readFormToCorrect,
    readRows,
    revealField,
    listExpedited,
    groupExpedited,
    exportExpedited,
    addPhrase,
    removePhrase,
    saveDraft,
    removeDraft,
    copyAsNew,
    relateRequest,
    unrelateRequest,
    countOwn,
    readBatch,
    readPhrases,
    readDraft,
    listDrafts,
    listRelated,
    ...callHandlers,
    ...groupHandlers,
    setDeputy,
    endDeputy,
    setAuthorityLimit,
    removeAuthorityLimit,
    listDeputies,
    listAuthorityLimits,
    listArchiveKinds,
    searchArchive,
    readArchived,
    exportArchive,
    askForArchive,
    listArchiveGrants,
    endArchiveGrant,
    ...statisticsHandlers,
    ...registerHandlers,
    ...destructionHandlers,
    reviewArchive,
    holdForRequests,
    ...peopleChangeHandlers,
    ...lookHandlers,
  ],
  subscribers: [
    onPersonLeft,
    onCalendarChanged,
    onNoticeDelivered,
    onTaskOpened,
    onTaskClosed,
    onUrged,
    onReminded,
    onCopied,
    onCommented,
    onRequestEnded,
    onEndedToArchive,
    onPublishingEnded,
    onArchiveQueryEnded,
    onFormProblemChanged,
    onDeputyChanged,
    onPersonLeftDeputies,
    onChildEnded,
    onChildWanted,
    onOutcomeRecorded,
    onRequestSubmitted,
    onSubmissionObjected,
    onSubmittedToDrafts,
    onSubmittedToRelations,
    ...callSubscribers,
    ...statisticsSubscribers,
    ...groupSubscribers,
    ...destructionSubscribers,
    ...lookSubscribers,
  ],
  guards: [submittedByTemplate, resubmittedByTemplate, archiveQuerySubmitted, archiveQueryResubmitted, ...lookGuards],
  timers: [onLimit, onWait, onDeputy, onHandOver, onArchive, onTakeEffect, ...callTimers, ...destructionTimers],
  outside: callOutside,
  recurring: [nightlyArchive, ...statisticsRecurring, ...destructionRecurring],
  topicsOf,
  migrations: new URL('./migrations/', import.meta.url),
});
