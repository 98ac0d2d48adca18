import { onPush } from '#kernel/contract/cache.ts';
import { countUnread } from '../contract/count-unread.ts';
import { bulletinEnded, bulletinPublished, bulletinRead } from '../contract/events.ts';
import { listBulletins, readBulletin } from '../contract/operations.ts';

/** How what happens to bulletins changes what the client holds of them. */
export const bulletinsCache = [
  onPush(bulletinPublished, (_, cache) => {
    cache.readAgain(listBulletins);
    cache.readAgain(countUnread);
  }),
  onPush(bulletinEnded, ({ bulletinId }, cache) => {
    cache.readAgain(listBulletins);
    cache.readAgain(countUnread);
    cache.readAgain(readBulletin, (input) => input.bulletinId === bulletinId);
  }),
  onPush(bulletinRead, ({ bulletinId }, cache) => {
    cache.readAgain(countUnread);
    cache.update(listBulletins, (answer) => ({
      ...answer,
      rows: answer.rows.map((row) => (row.bulletinId === bulletinId ? { ...row, read: true } : row)),
    }));
    cache.update(readBulletin, (answer, input) =>
      input.bulletinId === bulletinId ? { ...answer, read: true } : answer,
    );
  }),
];
