-- Rules on what is sent. What is or becomes enforced has been confirmed by a second person: see content.change.
create table content.rule (
  id uuid primary key,
  revision int not null check (revision > 0),
  state text not null check (state in ('off', 'observe', 'enforce')),
  definition jsonb not null,
  changed_at timestamptz not null
);

create table content.change (
  id uuid primary key,
  rule_id uuid not null references content.rule,
  base_revision int not null,
  state text not null check (state in ('off', 'observe', 'enforce')),
  definition jsonb not null,
  reason text not null,
  proposed_by uuid not null references directory.person,
  proposed_at timestamptz not null,
  -- applied: needed nobody else. fallen: something else was saved meanwhile.
  answer text check (answer in ('applied', 'approved', 'refused', 'fallen')),
  answered_by uuid references directory.person,
  answered_at timestamptz,
  check ((answer is null) = (answered_at is null)),
  check (answer is distinct from 'approved' or (answered_by is not null and answered_by <> proposed_by)),
  check (answer is distinct from 'applied' or state <> 'enforce')
);
create unique index change_open on content.change (rule_id) where answer is null;
create index change_rule on content.change (rule_id, id desc);

-- While a rule is observed: how often it would have found something. Nobody is named.
create table content.observed (
  rule_id uuid not null references content.rule,
  day date not null,
  hits int not null,
  primary key (rule_id, day)
);

-- Somebody saw a warning and sends nevertheless. Kept for a day; the digest tells which text, and doesn't give it.
create table content.confirmation (
  person_id uuid not null references directory.person,
  digest text not null,
  rules jsonb not null,
  at timestamptz not null,
  primary key (person_id, digest)
);

-- What a rule found: which rule, and the pieces, sealed; never the message.
create table content.finding (
  id uuid primary key,
  rule_id uuid not null references content.rule,
  rule_title jsonb not null,
  category text not null,
  action text not null check (action in ('block', 'warn', 'record')),
  outcome text not null check (outcome in ('blocked', 'wentOn', 'delivered')),
  person_id uuid not null references directory.person,
  employer_id uuid not null references directory.employer,
  conversation_id uuid not null,
  seq int,
  at timestamptz not null,
  found int not null check (found > 0),
  tries int not null default 1,
  sealed jsonb,
  -- A refused sending has no events of its own: its finding is told within a minute.
  told boolean not null,
  contest_reason text,
  contested_at timestamptz,
  judgement text check (judgement in ('confirmed', 'falseHit')),
  note text,
  judged_by uuid references directory.person,
  judged_at timestamptz,
  check ((outcome = 'blocked') = (seq is null)),
  check ((judgement is null) = (judged_by is null)),
  check (judged_by is distinct from person_id),
  check (judgement is distinct from 'falseHit' or sealed is null)
);
create index finding_open on content.finding (id desc) where judgement is null;
create index finding_person on content.finding (person_id, id desc);
create index finding_rule on content.finding (rule_id, at);
create index finding_untold on content.finding (id) where not told;
