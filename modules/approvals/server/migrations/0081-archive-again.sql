-- An approval that was revoked, or that stands after somebody asked for that, is archived again: a package for each end.
alter table approvals.archive drop constraint archive_pkey;
alter table approvals.archive add constraint archive_pkey primary key (instance_id, revision);
