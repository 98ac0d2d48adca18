-- How long a session may lie idle is its own: on a computer that others use, minutes. The default is what all had before.
alter table kernel.session
  add column idle_minutes int not null default 4320 check (idle_minutes > 0),
  add column shared boolean not null default false;

-- A session's token from before it was renewed, for the requests that were under way with it.
create table kernel.former_token (
  token_hash bytea primary key,
  session_id uuid not null references kernel.session on delete cascade,
  until timestamptz not null
);
create index former_token_session on kernel.former_token (session_id);
create index former_token_until on kernel.former_token (until);
