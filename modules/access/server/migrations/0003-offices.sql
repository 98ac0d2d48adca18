-- Offices that flows name. Whom they belong to, and whether a flow asks them at all, every company says itself.
insert into access.role (id, key, name_zh, name_en, holding) values
  ('00000000-0000-7000-8000-0000000ac007', 'assistantGeneralManager', '总经理助理', 'Assistant general manager', 'assigned'),
  ('00000000-0000-7000-8000-0000000ac008', 'developmentDirector', '发展总监', 'Development director', 'assigned'),
  ('00000000-0000-7000-8000-0000000ac009', 'president', '总裁', 'President', 'assigned'),
  ('00000000-0000-7000-8000-0000000ac00a', 'securityOwner', '保密安全负责人', 'Security owner', 'assigned');
