-- A complaint about how personal data is handled, and whom it is about (Z27).
create table privacy.complaint (
  id uuid primary key,
  complainant_id uuid not null references directory.person,
  about_kind text not null check (about_kind in ('nobody', 'person', 'department', 'function')),
  about_person_id uuid references directory.person,
  about_department_id uuid references directory.department,
  about_function text check (about_function in ('hr', 'generalOffice', 'administrator', 'securityOwner')),
  text text not null,
  at timestamptz not null,
  state text not null check (state in ('received', 'answered', 'objected', 'closed')),
  accepted_at timestamptz,
  -- From whom it is counted who may decide: the complainant, or somebody of an employer above where nobody independent is left.
  counted_from_id uuid not null references directory.person,
  -- Nobody who has nothing to do with the accused was found when it was passed on.
  nobody_decides boolean not null default false,
  check ((about_kind = 'person') = (about_person_id is not null)),
  check ((about_kind = 'department') = (about_department_id is not null)),
  check ((about_kind = 'function') = (about_function is not null)),
  check (about_person_id is distinct from complainant_id),
  check (accepted_at is null or state = 'closed')
);
create index complaint_newest on privacy.complaint (at desc, id desc);
create index complaint_complainant on privacy.complaint (complainant_id, at desc, id desc);
revoke update, delete, truncate on privacy.complaint from guiju_app;
grant update (state, accepted_at, counted_from_id, nobody_decides) on privacy.complaint to guiju_app;

-- Objected to, once.
create table privacy.objection (
  complaint_id uuid primary key references privacy.complaint,
  reason text not null,
  at timestamptz not null
);
revoke update, delete, truncate on privacy.objection from guiju_app;

-- One answer, and after an objection one more by somebody else: of two who decide at once, one counts.
create table privacy.answer (
  complaint_id uuid not null references privacy.complaint,
  round smallint not null check (round in (1, 2)),
  by_id uuid not null references directory.person,
  outcome text not null check (outcome in ('upheld', 'partly', 'dismissed')),
  reason text not null,
  at timestamptz not null,
  primary key (complaint_id, round),
  unique (complaint_id, by_id)
);
revoke update, delete, truncate on privacy.answer from guiju_app;

-- No statement lets the accused unit decide about itself (S3 三(三)3).
create function privacy.guard_answer() returns trigger language plpgsql as $$
begin
  if exists (
    select from privacy.complaint c where c.id = new.complaint_id and (
      new.by_id in (c.complainant_id, c.about_person_id)
      or exists (
        select from directory.published_department_tree t
        join directory.published_membership m on m.department_id = t.descendant_id
        where t.ancestor_id = c.about_department_id and m.person_id = new.by_id)
      or exists (
        select from directory.published_department_tree t
        join directory.published_head h on h.department_id = t.descendant_id
        where t.ancestor_id = c.about_department_id and h.person_id = new.by_id))) then
    raise exception 'who is concerned by a complaint decides nothing about it'
      using errcode = 'check_violation', constraint = 'answered_by_independent';
  end if;
  if new.round = 2 and not exists (select from privacy.objection o where o.complaint_id = new.complaint_id) then
    raise exception 'a second answer follows an objection' using errcode = 'check_violation', constraint = 'second_after_objection';
  end if;
  return new;
end $$;
create trigger answer_independent before insert on privacy.answer for each row execute function privacy.guard_answer();
