create table notes.note (id uuid primary key, owner_id uuid not null, text text not null, at timestamptz not null);
create table notes.seen (number bigint primary key, note_id uuid not null);
