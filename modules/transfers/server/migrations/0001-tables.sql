-- The register of classified material that was passed on, by the id of its approval: one approval, one entry, never changed.
create table transfers.transfer (
  id uuid primary key,
  number text not null,
  sender_id uuid not null references directory.person,
  -- Of the sender.
  employer_id uuid not null references directory.employer,
  receiver_id uuid not null references directory.person,
  classification text not null check (classification in ('public', 'internal', 'ordinary', 'core')),
  nature text not null,
  purpose text not null,
  masked boolean not null,
  from_day date not null,
  to_day date not null,
  begins timestamptz not null,
  ends timestamptz not null,
  approved_at timestamptz not null,
  -- Number of the event that the system acted because of.
  because bigint not null,
  check (begins < ends),
  check (sender_id <> receiver_id)
);
create index transfer_receiver on transfers.transfer (receiver_id, approved_at desc, id desc);
create index transfer_sender on transfers.transfer (sender_id, approved_at desc, id desc);
create index transfer_newest on transfers.transfer (approved_at desc, id desc);
revoke update, delete, truncate on transfers.transfer from guiju_app;

-- Ended before its time. Nobody and no reason: because the approval was revoked.
create table transfers.ended (
  transfer_id uuid primary key references transfers.transfer,
  at timestamptz not null,
  by_id uuid references directory.person,
  reason text,
  check ((by_id is null) = (reason is null))
);
revoke update, delete, truncate on transfers.ended from guiju_app;
