-- Drafts of reorganisations, and how many people departments may have (编制).

create table directory.reorganisation (
  id uuid primary key,
  name text not null,
  reason text not null,
  employer_id uuid not null references directory.employer,
  -- Every employer whose departments or people it concerns: who plans for all of them may see it.
  employer_ids uuid[] not null,
  on_day date,
  steps jsonb not null,
  -- What each step was drafted on (domain/reorganisation/step-basis.ts).
  bases jsonb not null,
  state text not null check (state in ('draft', 'agreed', 'published', 'done', 'failed', 'withdrawn')),
  revision int not null default 1,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  changed_by uuid references directory.person,
  agreed_at timestamptz,
  agreed_by uuid references directory.person,
  -- Of what the second person saw; what takes effect is this or nothing.
  agreed_digest text,
  published_at timestamptz,
  published_by uuid references directory.person,
  settled_at timestamptz,
  -- As it took effect, or as it stood when it was withdrawn or couldn't.
  problems jsonb,
  comparison jsonb,
  check (employer_id = any(employer_ids)),
  -- Two people: whoever drew it up doesn't agree, and whoever agreed doesn't publish.
  constraint reorganisation_agreed check (state not in ('agreed', 'published', 'done')
    or (agreed_by is not null and agreed_digest is not null and on_day is not null and agreed_by is distinct from changed_by)),
  constraint reorganisation_published check (state not in ('published', 'done')
    or (published_by is not null and published_by <> agreed_by))
);
create index reorganisation_order on directory.reorganisation (changed_at desc, id desc);

create table directory.headcount (
  department_id uuid not null references directory.department,
  -- null: the department in all.
  post_id uuid references directory.post,
  planned int not null check (planned >= 0),
  valid_from date not null,
  valid_to date,
  check (valid_from < valid_to),
  exclude using gist (department_id with =, (coalesce(post_id, '00000000-0000-0000-0000-000000000000')) with =,
    daterange(valid_from, valid_to) with &&)
);
create index headcount_now on directory.headcount (department_id) include (post_id, planned) where valid_to is null;
