-- A hold for a case of another module ends with the case: the module ends it, nobody by hand. kept_for: what it is, `type id`.
alter table approvals.hold add column kept_for text;
alter table approvals.hold drop constraint hold_check;
alter table approvals.hold add constraint hold_ended check (
  (ended_at is null) = (end_reason is null) and (ended_by is null or ended_at is not null)
  and (ended_at is null or ended_by is not null or kept_for is not null) and (kept_for is null or ended_by is null)
);
create index hold_kept_for on approvals.hold (kept_for) where ended_at is null and kept_for is not null;
