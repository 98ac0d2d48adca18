import { onPush } from '#kernel/contract/cache.ts';
import { personChanged, personJoined, personLeft } from '#modules/directory/contract/events.ts';
import { listCertifications, listCertified, listDuplicates, readCertification } from '../contract/clean-up.ts';
import { certificationChanged, duplicateDismissed, followUpChanged } from '../contract/events.ts';
import { listFollowUps } from '../contract/operations.ts';

export const staffingCache = [
  onPush(followUpChanged, (_, cache) => cache.readAgain(listFollowUps)),
  onPush(certificationChanged, (_, cache) => {
    for (const query of [listCertifications, readCertification, listCertified]) cache.readAgain(query);
  }),
  ...[duplicateDismissed, personJoined, personChanged, personLeft].map((event) =>
    onPush(event, (_, cache) => cache.readAgain(listDuplicates)),
  ),
];
