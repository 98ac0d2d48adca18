-- What waits for others of what somebody asked for; finished ones are not in it.
create index instance_applicant_open on approvals.instance (applicant_id) where ended_at is null;

-- What somebody has typed and not submitted. The id becomes the request's.
create table approvals.draft (
  id uuid primary key,
  owner_id uuid not null references directory.person,
  kind text not null,
  revision int not null check (revision > 0),
  form jsonb not null,
  chosen jsonb not null,
  changed_at timestamptz not null
);
create index draft_owner on approvals.draft (owner_id, changed_at desc, id desc);

-- Usual phrases of a person, newest last.
create table approvals.phrase (
  person_id uuid not null references directory.person,
  phrase text not null,
  added_at timestamptz not null,
  primary key (person_id, phrase)
);

-- Requests that somebody related to each other; each pair once, the smaller id first.
create table approvals.relation (
  one_id uuid not null references approvals.instance,
  other_id uuid not null references approvals.instance,
  by_id uuid not null references directory.person,
  at timestamptz not null,
  primary key (one_id, other_id),
  check (one_id < other_id)
);
create index relation_other on approvals.relation (other_id);
