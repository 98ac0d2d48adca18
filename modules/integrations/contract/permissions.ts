import { permission } from '#kernel/contract/permission.ts';

export const manageApplications = permission({
  name: 'integrations.manageApplications',
  sentence: {
    zh: '管理对接应用：提出或同意应用及其密钥，立即停用，查看送达记录',
    en: 'Manage connected applications: propose them and their keys or agree to them, stop them at once, see deliveries',
  },
  reaches: ['company'],
  important: true,
  roles: { securityOwner: 'company', administrator: 'company' },
});

export const readEvents = permission({
  name: 'integrations.readEvents',
  sentence: {
    zh: '由程序读取事件：只有提出时列明的种类',
    en: 'Have a program read events, of the kinds that its proposal names',
  },
  reaches: ['listed', 'employer', 'company'],
  important: true,
});
