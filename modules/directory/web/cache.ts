import { type CacheHandle, type CacheRule, onPush } from '#kernel/contract/cache.ts';
import { listMembersOn, readChart, readDepartmentHistory } from '../contract/chart.ts';
import { listReporting, readDepartment, readTree } from '../contract/departments.ts';
import { listEmployers } from '../contract/employers.ts';
import { listEndingSoon } from '../contract/ending-soon.ts';
import {
  changePlanned,
  departmentChanged,
  departmentCreated,
  departmentMoved,
  departmentRemoved,
  deputyHeadChanged,
  employerChanged,
  handedOver,
  headChanged,
  hrFileChanged,
  hrFolderLooked,
  personChanged,
  personJoined,
  personLeft,
  personMoved,
  postChanged,
  postHolderChanged,
  reorganisationChanged,
  structureImported,
  structureReorganised,
  successorNamed,
  visibilityChanged,
  visibilityProposed,
} from '../contract/events.ts';
import { readHeadcount } from '../contract/headcount.ts';
import { listHrFiles } from '../contract/hr-file.ts';
import { readImport } from '../contract/import.ts';
import { listLeavings, readLeaving } from '../contract/leaving.ts';
import {
  listPeople,
  listPlannedChanges,
  namePeople,
  readPerson,
  readPersonHistory,
  searchPeople,
} from '../contract/people.ts';
import { listPosts } from '../contract/posts.ts';
import { listReorganisations, readReorganisation } from '../contract/reorganisations.ts';
import { resolveRoles } from '../contract/roles.ts';
import { listVisibilityRules } from '../contract/visibility.ts';

// The facts are ids only, so what shows them is read again. What an event can't have changed stays.

function structure(cache: CacheHandle): void {
  for (const query of [readTree, readDepartment, resolveRoles]) cache.readAgain(query);
  charts(cache);
}

/** The chart, what a draft of it comes to, and who is and was where. */
function charts(cache: CacheHandle): void {
  for (const query of [readChart, readReorganisation, readDepartmentHistory, listMembersOn, readHeadcount]) {
    cache.readAgain(query);
  }
}

function lists(cache: CacheHandle): void {
  for (const query of [listPeople, searchPeople, listEndingSoon]) cache.readAgain(query);
}

/** A name or a photo may stand in any card: as supervisor, head, colleague. */
function person(cache: CacheHandle, personId: string): void {
  lists(cache);
  cache.readAgain(namePeople, (input) => input.personIds.includes(personId));
  for (const query of [readPerson, readPersonHistory, listReporting, listPlannedChanges, resolveRoles]) {
    cache.readAgain(query);
  }
}

/** Everything may be different. */
function everything(cache: CacheHandle): void {
  structure(cache);
  lists(cache);
  leavings(cache);
  for (const query of [listEmployers, listPosts, namePeople, readPerson, readPersonHistory, listReporting]) {
    cache.readAgain(query);
  }
}

function leavings(cache: CacheHandle): void {
  for (const query of [listLeavings, readLeaving]) cache.readAgain(query);
}

/** How what happens in the directory changes what its queries returned. */
export const directoryCache: readonly CacheRule[] = [
  onPush(employerChanged, (_, cache) => {
    for (const query of [listEmployers, readDepartment, readPerson, readPersonHistory]) cache.readAgain(query);
    for (const query of [listReorganisations, readReorganisation]) cache.readAgain(query);
    lists(cache);
  }),
  onPush(departmentCreated, (_, cache) => structure(cache)),
  onPush(departmentRemoved, (_, cache) => structure(cache)),
  ...[departmentChanged, departmentMoved].map((event) =>
    onPush(event, (_, cache) => {
      structure(cache);
      lists(cache);
      for (const query of [readPerson, readPersonHistory, listReporting, listPlannedChanges]) cache.readAgain(query);
    }),
  ),
  ...[headChanged, deputyHeadChanged].map((event) =>
    onPush(event, (_, cache) => {
      structure(cache);
      cache.readAgain(readPerson);
    }),
  ),
  onPush(postChanged, (_, cache) => {
    lists(cache);
    for (const query of [listPosts, readPerson, readPersonHistory]) cache.readAgain(query);
    charts(cache);
  }),
  onPush(postHolderChanged, (facts, cache) => {
    cache.readAgain(listPosts);
    charts(cache);
    person(cache, facts.personId);
  }),
  onPush(personJoined, (facts, cache) => {
    structure(cache);
    cache.readAgain(listEmployers);
    person(cache, facts.personId);
  }),
  onPush(personChanged, (facts, cache) => {
    person(cache, facts.personId);
    cache.readAgain(listMembersOn);
    if (facts.fields.includes('name')) structure(cache);
  }),
  onPush(personMoved, (facts, cache) => {
    structure(cache);
    cache.readAgain(listEmployers);
    person(cache, facts.personId);
  }),
  onPush(personLeft, (facts, cache) => {
    structure(cache);
    for (const query of [listEmployers, listPosts]) cache.readAgain(query);
    person(cache, facts.personId);
    leavings(cache);
  }),
  onPush(changePlanned, (_, cache) => {
    for (const query of [listPlannedChanges, readReorganisation]) cache.readAgain(query);
    leavings(cache);
  }),
  ...[successorNamed, handedOver].map((event) => onPush(event, (_, cache) => leavings(cache))),
  ...[hrFileChanged, hrFolderLooked].map((event) =>
    onPush(event, (_, cache) => {
      cache.readAgain(listHrFiles);
    }),
  ),
  onPush(structureImported, (facts, cache) => {
    cache.readAgain(readImport, ({ importId }) => importId === facts.importId);
    everything(cache);
  }),
  onPush(structureReorganised, (_, cache) => {
    everything(cache);
    cache.readAgain(listPlannedChanges);
  }),
  onPush(visibilityChanged, (_, cache) => {
    everything(cache);
    cache.readAgain(listVisibilityRules);
  }),
  onPush(visibilityProposed, (_, cache) => cache.readAgain(listVisibilityRules)),
  onPush(reorganisationChanged, (_, cache) => {
    for (const query of [listReorganisations, readReorganisation, readChart]) cache.readAgain(query);
  }),
];
