-- Systems outside that flows may call. No secret is kept: it is derived from the company's key by id and generation.
-- Private addresses count once a second person has confirmed them.
create table approvals.integration (
  id uuid primary key,
  name text not null,
  url text not null,
  generation int not null,
  revision int not null,
  allowed text[] not null,
  allowed_by uuid references directory.person,
  confirmed_by uuid references directory.person,
  proposed text[],
  proposed_by uuid references directory.person,
  changed_at timestamptz not null,
  removed_at timestamptz,
  constraint four_eyes check (allowed = '{}' or
    (allowed_by is not null and confirmed_by is not null and allowed_by <> confirmed_by)),
  constraint proposer check ((proposed is null) = (proposed_by is null))
);

-- Calls to be made and what came of them; instance_id null: a test of an integration.
-- pending: to be sent at next_try. sent: taken there, an answer is waited for. Its id and token stay the same at every try.
create table approvals.call (
  id uuid primary key,
  instance_id uuid references approvals.instance,
  visit int,
  attempt int,
  kind text not null,
  node_id text not null,
  -- No reference: an imported flow may name one that never was here, and fails.
  integration_id uuid,
  operation text,
  waits boolean not null,
  input jsonb not null,
  state text not null check (state in ('pending', 'sent', 'done', 'failed')),
  tries int not null,
  next_try timestamptz,
  error text,
  made_at timestamptz not null,
  ended_at timestamptz,
  unique (instance_id, visit, attempt),
  check ((integration_id is null) <> (operation is null)),
  check ((instance_id is null) = (visit is null) and (visit is null) = (attempt is null))
);
create index call_due on approvals.call (next_try) where state = 'pending';
create index call_of_integration on approvals.call (integration_id, made_at);
