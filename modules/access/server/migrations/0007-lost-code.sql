-- The paper with the sealed code is gone: the code opens nothing any more, and another may be sealed.
alter table access.break_glass
  add column lost_at timestamptz,
  add column lost_by uuid references directory.person,
  add check (num_nonnulls(lost_at, lost_by) in (0, 2)),
  add check (lost_at is null or opened_at is null);
drop index access.break_glass_sealed;
create unique index break_glass_sealed on access.break_glass ((true)) where opened_at is null and lost_at is null;
