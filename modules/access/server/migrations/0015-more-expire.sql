-- Packages and resets that nobody agrees to in time expire; nobody has decided on them then.
alter table access.department_package
  add column expires_at timestamptz,
  drop constraint department_package_check,
  drop constraint department_package_check2,
  drop constraint department_package_outcome_check,
  add constraint department_package_outcome_check check (outcome in ('inForce', 'refused', 'expired')),
  add constraint department_package_decided check ((decided_at is null) = (outcome is null)
    and (decided_by is null) = (outcome is null or outcome = 'expired')),
  add constraint department_package_never check (outcome is null or outcome = 'inForce' or ended_at is null);
alter table access.factor_reset
  add column expires_at timestamptz,
  drop constraint factor_reset_check3,
  add constraint factor_reset_decided check ((decided_at is null) = (carried_out is null)
    and (decided_by is null or decided_at is not null) and (decided_by is not null or carried_out is not true));
