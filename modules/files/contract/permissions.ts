import { permission } from '#kernel/contract/permission.ts';

/** For processes only: the commands refuse people and applications, whatever their roles hold. */
export const attachUploads = permission({
  name: 'files.attachUploads',
  sentence: {
    zh: '由业务模块把上传的文件挂到单据上（仅系统流程）',
    en: 'Attach uploads to things of other modules, as a process of the system',
  },
  reaches: ['company'],
});
