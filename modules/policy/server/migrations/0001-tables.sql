-- Rulebooks belong to an employer, because only the employer's own procedure gives them force (Z1).
create table policy.rulebook (
  id uuid primary key,
  employer_id uuid not null references directory.employer,
  pack text not null,
  pack_version int not null,
  head jsonb not null,
  revision_number int not null,
  -- Holds the right of interpretation, and is told what the rules find.
  owner_id uuid not null references directory.person,
  installed_by uuid references directory.person,
  installed_at timestamptz not null,
  unique (employer_id, pack)
);

create table policy.adoption_step (
  rulebook_id uuid not null references policy.rulebook,
  kind text not null check (kind in ('consultation', 'decision', 'posting')),
  on_day date not null,
  document text not null,
  details text not null,
  recorded_by uuid not null references directory.person,
  recorded_at timestamptz not null,
  primary key (rulebook_id, kind)
);

create table policy.acknowledgement (
  rulebook_id uuid not null references policy.rulebook,
  revision_number int not null,
  person_id uuid not null references directory.person,
  at timestamptz not null,
  primary key (rulebook_id, revision_number, person_id)
);

create function policy.state_rank(state text) returns int language sql immutable as $$
  select array_position(array['off', 'observe', 'remind', 'inForce'], state)
$$;

create table policy.article (
  id uuid primary key,
  rulebook_id uuid not null references policy.rulebook,
  place int not null,
  number jsonb not null,
  text jsonb not null,
  quotation jsonb,
  rule jsonb,
  state text not null check (policy.state_rank(state) is not null),
  state_since timestamptz not null,
  settings jsonb not null,
  braked_at timestamptz,
  braked_found int,
  revision int not null default 1,
  unique (rulebook_id, place),
  check ((braked_at is null) = (braked_found is null))
);

-- Going down is done at once by one person; going up by one step needs a second one (L14).
create table policy.state_change (
  id uuid primary key,
  article_id uuid not null references policy.article,
  from_state text not null,
  to_state text not null,
  reason text not null,
  proposed_by uuid not null references directory.person,
  proposed_at timestamptz not null,
  -- fallen: somebody went down while it waited.
  answer text check (answer in ('lowered', 'approved', 'refused', 'fallen')),
  answered_by uuid references directory.person,
  answered_at timestamptz,
  constraint proposer_is_not_approver check (proposed_by <> answered_by),
  constraint states_in_order check (
    policy.state_rank(to_state) = policy.state_rank(from_state) + 1 or policy.state_rank(to_state) < policy.state_rank(from_state)),
  constraint up_needs_two check (
    case when policy.state_rank(to_state) > policy.state_rank(from_state)
      then answer is distinct from 'lowered' and (answered_by is not null) = (coalesce(answer, '') in ('approved', 'refused'))
      else answer = 'lowered' and answer is not null end)
);
create unique index state_change_open on policy.state_change (article_id) where answer is null;
create index state_change_article on policy.state_change (article_id, proposed_at desc);

-- No statement lifts an article past its two people.
create function policy.guard_article_state() returns trigger language plpgsql as $$
begin
  if policy.state_rank(new.state) > policy.state_rank(old.state) and not exists (
    select from policy.state_change c where c.article_id = new.id and c.from_state = old.state and c.to_state = new.state
      and c.answer = 'approved' and c.answered_by is not null and c.answered_at = new.state_since) then
    raise exception 'an article goes up by an approved change only' using errcode = 'check_violation', constraint = 'up_needs_two';
  end if;
  return new;
end $$;
create trigger article_state before update of state on policy.article
  for each row when (old.state is distinct from new.state) execute function policy.guard_article_state();

-- Every fact that fits an article, once (L4).
create table policy.finding (
  id uuid primary key,
  fact_key text not null,
  fact jsonb not null,
  event_number bigint not null,
  employer_id uuid not null references directory.employer,
  article_id uuid not null references policy.article,
  person_id uuid not null references directory.person,
  outcome text not null check (outcome in ('observed', 'reminded', 'case', 'defence', 'braked')),
  defence text,
  consequence jsonb,
  month text not null,
  happened_at timestamptz not null,
  found_at timestamptz not null,
  constraint one_fact_one_finding unique (fact_key),
  check ((outcome = 'defence') = (defence is not null)),
  check ((outcome in ('observed', 'reminded', 'case')) = (consequence is not null))
);
create index finding_article on policy.finding (article_id, found_at desc, id desc);
create index finding_person on policy.finding (article_id, person_id, month);

create table policy.case_file (
  id uuid primary key,
  number bigint generated always as identity,
  finding_id uuid not null unique references policy.finding,
  employer_id uuid not null references directory.employer,
  article_id uuid not null references policy.article,
  liable_id uuid not null references directory.person,
  month text not null,
  happened_at timestamptz not null,
  state text not null check (state in ('found', 'told', 'heard', 'decided', 'appealed', 'settled', 'waived', 'lapsed')),
  cited jsonb not null,
  -- Rule, settings and amounts as they were: what a recount goes by.
  basis jsonb not null,
  -- What it came to when it was found; points and fen are what it comes to now.
  consequence jsonb not null,
  points int not null check (points >= 0),
  fen bigint check (fen >= 0),
  found_at timestamptz not null,
  told_at timestamptz,
  explanation text,
  explained_at timestamptz,
  decision_told_at timestamptz,
  appeal text,
  appealed_at timestamptz,
  -- The deadline of the step that the case is in.
  due_at timestamptz,
  explain_by timestamptz,
  decide_by timestamptz,
  appeal_by timestamptz,
  appeal_decide_by timestamptz,
  -- When the time for appeal was over, or the appeal decided: nothing is charged before.
  over_at timestamptz,
  ended_at timestamptz,
  end_reason text check (end_reason in ('notDelivered', 'noDecider', 'undecided', 'appealUndecided', 'withdrawn')),
  unique (id, liable_id),
  unique (id, over_at),
  check ((state in ('settled', 'waived', 'lapsed')) = (ended_at is not null)),
  check (state <> 'settled' or over_at is not null)
);
create index case_liable on policy.case_file (liable_id, found_at desc, id desc);
create index case_open on policy.case_file (due_at, id) where state in ('heard', 'appealed');
create index case_counted on policy.case_file (article_id, liable_id, month, happened_at);

-- A named person's, never the liable person's, never the same person's twice in one case (L5, Z7).
create table policy.decision (
  id uuid primary key,
  case_id uuid not null,
  liable_id uuid not null,
  instance text not null check (instance in ('first', 'appeal')),
  outcome text not null check (outcome in ('uphold', 'reduce', 'waive')),
  decided_by uuid not null references directory.person,
  strength text not null,
  -- Digest of exactly what the decider had before the eyes.
  seen text not null,
  points int not null,
  fen bigint,
  reason text not null check (reason <> ''),
  judged jsonb not null,
  at timestamptz not null,
  foreign key (case_id, liable_id) references policy.case_file (id, liable_id),
  constraint decider_is_not_liable check (decided_by <> liable_id),
  constraint decided_once unique (case_id, instance),
  constraint appeal_by_another unique (case_id, decided_by),
  unique (id, case_id)
);

-- Points and amounts, entries and corrections. Each rests on a person's decision and on an appeal time that is over.
create table policy.ledger_entry (
  id uuid primary key,
  case_id uuid not null,
  decision_id uuid not null,
  over_at timestamptz not null,
  person_id uuid not null,
  employer_id uuid not null references directory.employer,
  month text not null,
  kind text not null check (kind in ('points', 'assessmentDeduction', 'fine', 'compensation')),
  amount bigint not null check (amount <> 0),
  corrects uuid references policy.ledger_entry,
  reason text not null,
  at timestamptz not null,
  constraint entry_has_decision foreign key (decision_id, case_id) references policy.decision (id, case_id),
  constraint entry_of_liable foreign key (case_id, person_id) references policy.case_file (id, liable_id),
  constraint entry_after_appeal foreign key (case_id, over_at) references policy.case_file (id, over_at),
  constraint not_before_appeal_is_over check (at >= over_at),
  check ((corrects is null) = (amount > 0))
);
create index ledger_person on policy.ledger_entry (person_id, at desc, id desc);
create index ledger_month on policy.ledger_entry (employer_id, month);
create unique index ledger_charged_once on policy.ledger_entry (case_id, kind) where corrects is null;

-- The latest row of an employer and a kind of money counts (Z3).
create table policy.amount_switch (
  id uuid primary key,
  employer_id uuid not null references directory.employer,
  money text not null check (money in ('assessmentDeduction', 'fine', 'compensation')),
  is_on boolean not null,
  basis text not null check (basis <> ''),
  switched_by uuid not null references directory.person,
  at timestamptz not null
);
create index amount_switch_latest on policy.amount_switch (employer_id, money, at desc);

-- What happened to a case beside its own columns: service on paper, corrections.
create table policy.case_note (
  id uuid primary key,
  case_id uuid not null references policy.case_file,
  what text not null check (what in ('served', 'corrected', 'withdrawn')),
  by_id uuid references directory.person,
  at timestamptz not null,
  facts jsonb not null
);
create index case_note_case on policy.case_note (case_id, at);

create table policy.absence (
  source text not null,
  person_id uuid not null references directory.person,
  from_at timestamptz not null,
  to_at timestamptz not null check (to_at > from_at),
  primary key (source, person_id)
);
create index absence_person on policy.absence (person_id, to_at);

-- employer_id null: the platform itself was away.
create table policy.outage (
  id uuid primary key,
  employer_id uuid references directory.employer,
  from_at timestamptz not null,
  to_at timestamptz not null check (to_at > from_at),
  reason text not null,
  recorded_by uuid references directory.person,
  recorded_at timestamptz not null
);
create index outage_to on policy.outage (to_at);

-- When the program was last seen running: by the kernel clock, and by the machine's, which no one moves.
create table policy.heartbeat (
  only_row boolean primary key default true check (only_row),
  at timestamptz not null,
  machine_at timestamptz not null
);

revoke update, delete, truncate on policy.adoption_step, policy.acknowledgement, policy.finding, policy.decision,
  policy.ledger_entry, policy.amount_switch, policy.case_note, policy.outage from guiju_app;
revoke delete, truncate on policy.rulebook, policy.article, policy.state_change, policy.case_file from guiju_app;
