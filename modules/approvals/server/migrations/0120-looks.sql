-- Who was let look at the content of which request, each because of an approved request for it (A6, U3). Nothing of it is ever changed.
create table approvals.look (
  look_id uuid primary key references approvals.instance,
  instance_id uuid not null references approvals.instance,
  person_id uuid not null references directory.person,
  reason text not null,
  opened_at timestamptz not null,
  until_at timestamptz not null check (until_at > opened_at)
);
create index look_instance on approvals.look (instance_id, person_id);
revoke update, delete, truncate on approvals.look from guiju_app;
