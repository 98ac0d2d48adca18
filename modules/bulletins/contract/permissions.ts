import { permission } from '#kernel/contract/permission.ts';

/** Counts from who asked for the publishing. Taken down: everybody else sees the title and the reason only. */
export const takeDown = permission({
  name: 'bulletins.takeDown',
  sentence: {
    zh: '撤下已发布的公告，并查看已撤下公告的正文',
    en: 'Take down published bulletins, and read the text of those that were taken down',
  },
  reaches: ['employer', 'company'],
  roles: { generalOffice: 'company' },
});
