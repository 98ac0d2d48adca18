-- Versions are published for the whole group, or for one employer that says some parts itself (W16). A row is complete: what
-- a subsidiary follows has been put in, so that a request reads one row and never has to resolve anything.
alter table approvals.definition
  add column employer_id uuid references directory.employer,
  -- The group's version that a subsidiary's was made from.
  add column base_version int,
  -- null: the form is the program's own.
  add column design jsonb,
  -- null: what the program says (versions that the program brought).
  add column settings jsonb,
  -- What the subsidiary says itself; null for the group's.
  add column overrides jsonb,
  -- Parts that the group changed after the subsidiary had said its own.
  add column conflicts text[] not null default '{}',
  -- null: from its publication.
  add column effective_at timestamptz,
  add column published_by uuid references directory.person,
  -- The approval because of which it was published.
  add column request_id uuid,
  -- Nobody else could agree: there was one administrator only.
  add column alone boolean not null default false,
  -- The program's version of the kind that the content was made from.
  add column program_version int,
  add column note text not null default '';
create index definition_of_employer on approvals.definition (kind, employer_id, version desc);

-- What stands beside the versions of a template: whose it is, how important. Kinds of the program have a row once something
-- was changed about them.
create table approvals.template (
  kind text primary key,
  -- Whose people may use it; null: the whole group.
  employer_id uuid references directory.employer,
  owner_department_id uuid references directory.department,
  owner_person_id uuid references directory.person,
  class text not null check (class in ('core', 'department')),
  important boolean not null,
  category text,
  state text not null check (state in ('draft', 'live', 'retired')),
  revision int not null,
  changed_at timestamptz not null
);

-- What is being designed; one for the group and one for each subsidiary. content: whole, or a subsidiary's own parts.
create table approvals.template_draft (
  kind text not null references approvals.template,
  employer_id uuid references directory.employer,
  revision int not null,
  content jsonb not null,
  base_version int,
  program_version int,
  changed_at timestamptz not null,
  changed_by uuid not null references directory.person,
  unique nulls not distinct (kind, employer_id)
);

-- A draft as it was when its publication was asked for: what the approvers see and what will be published.
create table approvals.publication (
  request_id uuid primary key,
  kind text not null references approvals.template,
  employer_id uuid references directory.employer,
  content jsonb not null,
  overrides jsonb,
  base_version int,
  program_version int,
  form jsonb not null,
  digest text not null,
  draft_revision int not null,
  effective_at timestamptz,
  note text not null,
  asked_by uuid not null references directory.person,
  asked_at timestamptz not null,
  outcome text not null check (outcome in ('asked', 'published', 'refused')),
  version int
);
create unique index publication_open on approvals.publication (kind, employer_id) nulls not distinct where outcome = 'asked';

-- What a replay of a draft over real requests found; the last one of each template and employer is kept.
create table approvals.replay (
  id uuid primary key,
  kind text not null,
  employer_id uuid,
  draft_revision int not null,
  at timestamptz not null,
  by_person uuid not null references directory.person,
  counts jsonb not null
);
create index replay_of_template on approvals.replay (kind, at desc);
create table approvals.replay_item (
  replay_id uuid not null references approvals.replay on delete cascade,
  place int not null,
  instance_id uuid not null,
  class text not null,
  before jsonb not null,
  after jsonb not null,
  why text not null,
  primary key (replay_id, place)
);

-- "Something is wrong with this form", to its owner.
create table approvals.form_problem (
  id uuid primary key,
  kind text not null,
  instance_id uuid,
  reporter_id uuid not null references directory.person,
  at timestamptz not null,
  text text not null,
  state text not null check (state in ('open', 'answered')),
  answer text,
  answered_by uuid references directory.person,
  answered_at timestamptz
);
create index form_problem_order on approvals.form_problem (at desc, id desc);
create index form_problem_open on approvals.form_problem (kind) where state = 'open';
