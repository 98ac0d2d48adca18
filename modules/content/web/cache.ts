import { onPush } from '#kernel/contract/cache.ts';
import { settingChanged } from '#kernel/contract/kernel-operations.ts';
import { findingContested, findingJudged, findingMade, ruleChanged } from '../contract/events.ts';
import {
  listFindings,
  listMyFindings,
  listRules,
  readDisclosure,
  readFinding,
  readRule,
  readWatermark,
} from '../contract/operations.ts';

type Cache = Parameters<Parameters<typeof onPush>[1]>[1];

const findingsAgain = (_: unknown, cache: Cache) => {
  for (const query of [listFindings, listMyFindings, listRules, readFinding]) cache.readAgain(query);
};

export const contentCache = [
  onPush(ruleChanged, (_, cache) => {
    for (const query of [listRules, readRule, readDisclosure]) cache.readAgain(query);
  }),
  onPush(settingChanged, (_, cache) => cache.readAgain(readWatermark)),
  onPush(findingMade, findingsAgain),
  onPush(findingContested, findingsAgain),
  onPush(findingJudged, findingsAgain),
];
