-- Null: the program itself, where a member left.
alter table approvals.approver_group alter column changed_by drop not null;
create unique index approver_group_name on approvals.approver_group
  (coalesce(employer_id, '00000000-0000-0000-0000-000000000000'::uuid), name) where removed_at is null;
create index approver_group_members on approvals.approver_group using gin (members) where removed_at is null;

-- 代发起: for whom a draft is; null: for its owner.
alter table approvals.draft add column applicant_id uuid references directory.person;
