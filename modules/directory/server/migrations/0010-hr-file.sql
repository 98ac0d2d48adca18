-- Files of the HR system are imports that wait for somebody's approval.
alter table directory.people_import add column source text not null default 'hand' check (source in ('hand', 'hrFile'));
alter table directory.people_import add column rejected_at timestamptz;
alter table directory.people_import add column decided_by uuid references directory.person;
alter table directory.people_import add check (applied_at is null or rejected_at is null);
create index people_import_hr on directory.people_import (id desc) where source = 'hrFile';
