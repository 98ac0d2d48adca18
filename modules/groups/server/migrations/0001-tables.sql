-- Kinds that the company changed or added; the ones that the program brings stand in contract/group-kind.ts.
create table groups.kind (
  code text primary key,
  definition jsonb not null,
  revision int not null check (revision > 0)
);

-- A governed group is a conversation of messaging with what the rules need beside it.
create table groups.governed (
  conversation_id uuid primary key,
  kind text not null,
  own_name text not null,
  name text not null,
  purpose text not null,
  employer_id uuid not null references directory.employer,
  -- Reaches count from this person, also when he has left.
  applicant_id uuid not null references directory.person,
  request_id uuid unique,
  rule jsonb not null,
  has_rule boolean not null,
  apply text not null check (apply in ('automatic', 'proposed')),
  ends_on date,
  grace_until date,
  state text not null check (state in ('active', 'dissolved')),
  since timestamptz not null,
  dissolved_at timestamptz,
  -- The notice that it has ended; told: when it had arrived.
  end_notice_id uuid,
  end_told_at timestamptz,
  end_breach_at timestamptz,
  patrolled_at timestamptz not null,
  patrol_told_at timestamptz,
  revision int not null default 1,
  check ((state = 'dissolved') = (dissolved_at is not null))
);
create unique index governed_name on groups.governed (lower(name)) where state = 'active';
create index governed_since on groups.governed (since desc, conversation_id desc);
create index governed_end on groups.governed (ends_on) where state = 'active' and ends_on is not null;

-- Leaders in their order: rank 0 is the first one, who is liable. A group may have none for a while; the register says so.
create table groups.leader (
  conversation_id uuid not null references groups.governed,
  person_id uuid not null references directory.person,
  rank int not null check (rank >= 0),
  since timestamptz not null,
  primary key (conversation_id, person_id),
  unique (conversation_id, rank) deferrable initially deferred
);
create index leader_person on groups.leader (person_id);

-- The rule as rows, so that one statement tells who belongs in which groups.
create table groups.part (
  conversation_id uuid not null references groups.governed,
  kind text not null check (kind in ('everybody', 'department', 'departmentTree', 'head', 'headTree', 'post', 'jobTitle', 'person')),
  ref uuid,
  value text,
  check ((kind = 'jobTitle') = (value is not null)),
  check ((kind = 'jobTitle') = (ref is null))
);
create index part_group on groups.part (conversation_id);
create index part_ref on groups.part (kind, ref);

-- Who should be in now. Kept with every change of the directory or of a rule, by set.
create table groups.expected (
  conversation_id uuid not null references groups.governed,
  person_id uuid not null references directory.person,
  primary key (conversation_id, person_id)
);
create index expected_person on groups.expected (person_id);

create table groups.guest (
  conversation_id uuid not null references groups.governed,
  person_id uuid not null references directory.person,
  reason text not null,
  ends_on date not null,
  invited_by uuid not null references directory.person,
  primary key (conversation_id, person_id)
);
create index guest_end on groups.guest (ends_on);

-- "Should be in" against "is in": leaders and guests are in by another right. Who has left the company is messaging's to take out.
create view groups.difference as
  select g.conversation_id, e.person_id, 'join'::text as change
  from groups.governed g join groups.expected e on e.conversation_id = g.conversation_id
  join directory.published_person p on p.id = e.person_id and p.active
  where g.state = 'active' and not exists (
    select from messaging.published_member m where m.conversation_id = e.conversation_id and m.person_id = e.person_id)
  union all
  select g.conversation_id, m.person_id, 'leave'
  from groups.governed g join messaging.published_member m on m.conversation_id = g.conversation_id
  join directory.published_person p on p.id = m.person_id and p.active
  where g.state = 'active' and g.has_rule
    and not exists (select from groups.expected e where e.conversation_id = m.conversation_id and e.person_id = m.person_id)
    and not exists (select from groups.guest u where u.conversation_id = m.conversation_id and u.person_id = m.person_id)
    and not exists (select from groups.leader l where l.conversation_id = m.conversation_id and l.person_id = m.person_id);

-- A difference that waits for the leader, where the system doesn't settle it itself.
create table groups.open_difference (
  id uuid primary key,
  conversation_id uuid not null references groups.governed,
  person_id uuid not null references directory.person,
  change text not null check (change in ('join', 'leave')),
  since timestamptz not null,
  liable_id uuid not null references directory.person,
  notice_id uuid,
  told_at timestamptz,
  due_at timestamptz,
  -- He urged the person or recorded a check: that he did his part.
  cleared_at timestamptz,
  settled_at timestamptz,
  breach_at timestamptz
);
create unique index open_difference_once on groups.open_difference (conversation_id, person_id, change) where settled_at is null;
create index open_difference_notice on groups.open_difference (notice_id) where told_at is null;

-- Leave of leaders, as it is told: a deadline doesn't run in it. Its kind isn't known here.
create table groups.absence (
  source text primary key,
  person_id uuid not null references directory.person,
  begins timestamptz not null,
  ends timestamptz
);
create index absence_person on groups.absence (person_id);

create table groups.hand_over (
  id uuid primary key,
  conversation_id uuid not null references groups.governed,
  from_id uuid not null references directory.person,
  to_id uuid references directory.person,
  why text not null check (why in ('leaving', 'transfer', 'other')),
  due_on date not null,
  notice_id uuid,
  told_at timestamptz,
  state text not null check (state in ('open', 'accepted', 'dropped')),
  begun_at timestamptz not null,
  ended_at timestamptz,
  breach_at timestamptz,
  check ((state = 'open') = (ended_at is null)),
  check (from_id <> to_id)
);
create unique index hand_over_open on groups.hand_over (conversation_id) where state = 'open';
create index hand_over_to on groups.hand_over (to_id) where state = 'open';

-- What happened to a group. Never what was said in it.
create table groups.happened (
  id uuid primary key,
  conversation_id uuid not null references groups.governed,
  at timestamptz not null,
  what text not null,
  by_id uuid references directory.person,
  facts jsonb not null
);
create index happened_group on groups.happened (conversation_id, id desc);
revoke update, delete, truncate on groups.happened from guiju_app;

create table groups.breach (
  id uuid primary key,
  conversation_id uuid not null references groups.governed,
  breach text not null check (breach in ('differenceOpen', 'handOverOpen', 'dissolutionNotAsked')),
  liable_id uuid not null references directory.person,
  subject_id uuid references directory.person,
  told_at timestamptz not null,
  due_at timestamptz not null,
  found_at timestamptz not null
);
revoke update, delete, truncate on groups.breach from guiju_app;

-- A group that nobody governs yet, and what is proposed for it (G12).
create table groups.adoption (
  conversation_id uuid primary key,
  kind text not null,
  own_name text not null,
  leader_id uuid not null references directory.person,
  rule jsonb not null,
  grace_until date not null,
  proposed_at timestamptz not null,
  proposed_by uuid references directory.person
);
create index adoption_leader on groups.adoption (leader_id);

-- A reported message with what was said around it, as it was. Sealed in the evidence chain as well.
create table groups.report (
  id uuid primary key,
  conversation_id uuid not null,
  group_name text not null,
  seq int not null,
  reporter_id uuid not null references directory.person,
  reason text not null,
  messages jsonb not null,
  at timestamptz not null,
  outcome text,
  handled_by uuid references directory.person,
  handled_at timestamptz,
  check ((outcome is null) = (handled_at is null))
);
create index report_open on groups.report (id desc) where handled_at is null;
