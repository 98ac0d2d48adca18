import { type CacheHandle, onPush } from '#kernel/contract/cache.ts';
import { readArchive } from '../contract/archive.ts';
import * as events from '../contract/events.ts';
import {
  countToDo,
  listCopied,
  listDone,
  listMine,
  listToDo,
  previewRequest,
  readRequest,
} from '../contract/operations.ts';

const toDoAgain = (_: unknown, cache: CacheHandle) => {
  cache.readAgain(listToDo);
  cache.readAgain(countToDo);
};

/** What is in a request isn't for everybody alike, so whoever is concerned reads it again. */
export const approvalsCache = [
  onPush(events.requestChanged, ({ requestId, concerned }, cache) => {
    cache.readAgain(readRequest, (input) => input.requestId === requestId);
    // An administrator who has no part in it may look at it, and lists nothing of it.
    if (!concerned) return;
    cache.readAgain(listMine);
    cache.readAgain(listDone);
    cache.update(listCopied, (answer) =>
      answer.rows.some((row) => row.requestId === requestId) ? 'readAgain' : answer,
    );
    cache.update(listToDo, (answer) => (answer.rows.some((row) => row.requestId === requestId) ? 'readAgain' : answer));
  }),
  onPush(events.requestArchived, ({ requestId }, cache) =>
    cache.readAgain(readArchive, (input) => input.requestId === requestId),
  ),
  onPush(events.copied, (_, cache) => cache.readAgain(listCopied)),
  onPush(events.taskOpened, toDoAgain),
  onPush(events.taskClosed, toDoAgain),
  onPush(events.taskDelivered, (_, cache) => cache.readAgain(listToDo)),
  onPush(events.taskOverdue, toDoAgain),
  onPush(events.requestSubmitted, (_, cache) => cache.readAgain(previewRequest)),
];
