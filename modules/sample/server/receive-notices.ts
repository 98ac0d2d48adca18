import { acknowledge, listNotices, markAllRead } from '#modules/notifications/contract/operations.ts';
import type { SamplePerson } from './sample-company.ts';
import type { SampleWorld } from './sample-world.ts';
import { someAtATime } from './some-at-a-time.ts';

/** The devices of these people get what was sent, and confirm it; from then on limits of time run. */
export async function receiveNotices(
  world: SampleWorld,
  people: readonly SamplePerson[],
  options: { read?: boolean } = {},
): Promise<void> {
  await world.program.settle();
  const present = people.filter(({ gone }) => !gone);
  await someAtATime(present, async (person) => {
    const device = world.as(person.id);
    const { rows } = await device.call(listNotices, { only: 'undelivered', limit: 200 });
    if (rows.length > 0) await device.call(acknowledge, { noticeIds: rows.map(({ noticeId }) => noticeId) });
    if (options.read && rows.length > 0) await device.call(markAllRead, {});
  });
  await world.program.settle();
}
