-- What an application says to more people than one transaction takes: part after part, each with how far it has come.
create table bots.sending (
  id uuid primary key,
  application_id uuid not null references bots.application,
  -- What is said, as it was asked for but without the bytes of a picture; null: a card, or it has ended.
  said jsonb,
  picture_id uuid,
  card_id uuid references bots.card,
  -- People and groups in all, those who have it, and those who had left or moved out of the visible range when their turn came.
  total int not null check (total > 0),
  sent int not null check (sent >= 0),
  passed_over int not null default 0 check (passed_over >= 0),
  state text not null check (state in ('running', 'done', 'stopped')),
  -- Code of what stopped it.
  failure text,
  made_at timestamptz not null,
  ended_at timestamptz,
  check (sent + passed_over <= total),
  check ((state = 'running') = (ended_at is null)),
  check ((state = 'stopped') = (failure is not null))
);
create index sending_of on bots.sending (application_id, made_at);

-- Who is still to get it.
create table bots.sending_person (
  sending_id uuid not null references bots.sending on delete cascade,
  number int not null check (number > 0),
  person_id uuid not null references directory.person,
  primary key (sending_id, number)
);
