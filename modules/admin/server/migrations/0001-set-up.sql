-- The company is set up once. While it isn't, every start makes a new secret for the link; only its hash is here.
create table admin.set_up (
  only_row boolean primary key default true check (only_row),
  secret_hash bytea,
  secret_expires_at timestamptz,
  done_at timestamptz,
  check ((secret_hash is null) = (secret_expires_at is null)),
  check (done_at is null or secret_hash is null)
);
insert into admin.set_up default values;
