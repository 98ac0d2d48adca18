import { type CacheHandle, onPush } from '#kernel/contract/cache.ts';
import { readArchive } from '../contract/archive.ts';
import { listArchiveGrants, listArchiveKinds, searchArchive } from '../contract/archive-search.ts';
import { archiveGrantChanged } from '../contract/archive-search-events.ts';
import { callMoved, integrationsChanged } from '../contract/call-events.ts';
import { listCallables, listCalls, listIntegrationCalls, listIntegrations } from '../contract/call-operations.ts';
import { countToDo } from '../contract/count-to-do.ts';
import { listDeputies } from '../contract/deputies.ts';
import { deputyChanged } from '../contract/deputy-events.ts';
import * as events from '../contract/events.ts';
import { groupExpedited, listExpedited } from '../contract/expediting.ts';
import { readFormToCorrect } from '../contract/form-operations.ts';
import { approverGroupChanged } from '../contract/group-events.ts';
import { listApproverGroups, listGroupNames } from '../contract/group-operations.ts';
import { authorityLimitChanged } from '../contract/limit-events.ts';
import { listAuthorityLimits } from '../contract/limit-operations.ts';
import { draftsChanged, phrasesChanged, relationChanged } from '../contract/list-events.ts';
import { countOwn, listDrafts, listRelated, readBatch, readDraft, readPhrases } from '../contract/list-operations.ts';
import { lookOpened } from '../contract/looks.ts';
import {
  listCopied,
  listDone,
  listKinds,
  listMine,
  listToDo,
  previewRequest,
  readFlow,
  readRequest,
} from '../contract/operations.ts';
import { listRegisterRows, listRegisters, readRegister, registerChanged } from '../contract/registers.ts';
import { formProblemChanged, templateChanged, templateInForce } from '../contract/template-events.ts';
import * as templates from '../contract/template-operations.ts';
import { destructionCache } from './destruction-cache.ts';

const toDoAgain = (_: unknown, cache: CacheHandle) => {
  cache.readAgain(listToDo);
  cache.readAgain(countToDo);
};

/** Designers read again: what each of them may see and do differs. */
const templateAgain = ({ kind }: { kind: string }, cache: CacheHandle) => {
  cache.readAgain(listKinds);
  cache.readAgain(templates.listTemplates);
  cache.readAgain(listApproverGroups);
  const concerns = (input: { kind: string }) => input.kind === kind;
  cache.readAgain(templates.readTemplate, concerns);
  cache.readAgain(templates.listTemplateVersions, concerns);
  cache.readAgain(templates.compareTemplate, concerns);
  cache.readAgain(templates.tryTemplate, concerns);
  cache.readAgain(templates.readReplay, concerns);
  cache.readAgain(templates.checkMigration, concerns);
  cache.readAgain(templates.readPublication);
  cache.readAgain(templates.listFormProblems);
};

/** What is in a request isn't for everybody alike, so whoever is concerned reads it again. */
export const approvalsCache = [
  onPush(events.requestChanged, ({ requestId, concerned }, cache) => {
    cache.readAgain(readRequest, (input) => input.requestId === requestId);
    // What runs may be taken over into a newer version of its flow.
    cache.readAgain(readFlow, (input) => input.requestId === requestId);
    cache.readAgain(readFormToCorrect, (input) => input.requestId === requestId);
    cache.readAgain(listExpedited);
    cache.readAgain(groupExpedited);
    cache.readAgain(listRegisterRows);
    cache.readAgain(listCalls, (input) => input.requestId === requestId);
    cache.readAgain(listIntegrationCalls);
    // An administrator who has no part in it may look at it, and lists nothing of it.
    cache.readAgain(listRelated);
    cache.readAgain(readBatch, (input) => input.items.some((item) => item.requestId === requestId));
    if (!concerned) return;
    // Of a look that was asked for the request tells that it is about.
    cache.update(readRequest, (answer) => (answer.lookAsked?.lookId === requestId ? 'readAgain' : answer));
    cache.readAgain(countOwn);
    cache.readAgain(listMine);
    cache.readAgain(listDone);
    cache.update(listCopied, (answer) =>
      answer.rows.some((row) => row.requestId === requestId) ? 'readAgain' : answer,
    );
    cache.update(listToDo, (answer) => (answer.rows.some((row) => row.requestId === requestId) ? 'readAgain' : answer));
  }),
  onPush(deputyChanged, (_, cache) => cache.readAgain(listDeputies)),
  onPush(authorityLimitChanged, (_, cache) => cache.readAgain(listAuthorityLimits)),
  onPush(approverGroupChanged, (_, cache) => {
    cache.readAgain(listApproverGroups);
    cache.readAgain(listGroupNames);
    cache.readAgain(templates.readTemplate);
    cache.readAgain(templates.tryTemplate);
  }),
  onPush(events.childBegun, ({ requestId }, cache) =>
    cache.readAgain(readRequest, (input) => input.requestId === requestId),
  ),
  onPush(lookOpened, ({ requestId }, cache) => {
    const concerns = (input: { requestId: string }) => input.requestId === requestId;
    cache.readAgain(readRequest, concerns);
    cache.readAgain(readFormToCorrect, concerns);
    cache.readAgain(listRelated);
  }),
  onPush(events.requestArchived, ({ requestId }, cache) =>
    cache.readAgain(readArchive, (input) => input.requestId === requestId),
  ),
  onPush(callMoved, ({ requestId }, cache) => {
    cache.readAgain(listCalls, (input) => input.requestId === requestId);
    cache.readAgain(listIntegrations);
    cache.readAgain(listIntegrationCalls);
  }),
  onPush(integrationsChanged, (_, cache) => {
    cache.readAgain(listIntegrations);
    cache.readAgain(listIntegrationCalls);
    cache.readAgain(listCallables);
  }),
  onPush(events.copied, (_, cache) => cache.readAgain(listCopied)),
  onPush(events.taskOpened, toDoAgain),
  onPush(events.taskClosed, toDoAgain),
  onPush(events.taskDelivered, (_, cache) => cache.readAgain(listToDo)),
  onPush(events.taskOverdue, toDoAgain),
  onPush(events.requestSubmitted, (_, cache) => {
    cache.update(readRequest, (answer) => (answer.view.withheld ? 'readAgain' : answer));
    cache.readAgain(previewRequest);
    cache.readAgain(listKinds);
  }),
  onPush(templateChanged, templateAgain),
  onPush(templateInForce, (_, cache) => {
    cache.readAgain(listKinds);
    cache.readAgain(previewRequest);
  }),
  onPush(formProblemChanged, ({ kind }, cache) => {
    cache.readAgain(templates.listFormProblems);
    cache.readAgain(templates.listTemplates);
    cache.readAgain(templates.readTemplate, (input) => input.kind === kind);
  }),
  onPush(draftsChanged, ({ draftId }, cache) => {
    cache.readAgain(listDrafts);
    cache.readAgain(countOwn);
    cache.readAgain(readDraft, (input) => input.draftId === draftId);
  }),
  onPush(phrasesChanged, (_, cache) => cache.readAgain(readPhrases)),
  onPush(archiveGrantChanged, (_, cache) => {
    cache.readAgain(listArchiveGrants);
    cache.readAgain(listArchiveKinds);
    cache.readAgain(searchArchive);
    cache.readAgain(listRegisterRows);
  }),
  onPush(registerChanged, (_, cache) => {
    cache.readAgain(listRegisters);
    cache.readAgain(readRegister);
    cache.readAgain(listRegisterRows);
  }),
  onPush(relationChanged, ({ requestIds }, cache) =>
    cache.readAgain(listRelated, (input) => requestIds.includes(input.requestId)),
  ),
  ...destructionCache,
];
