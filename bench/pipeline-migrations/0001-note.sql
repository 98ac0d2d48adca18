create table bench.note (id uuid primary key, owner_id uuid not null, text text not null, at timestamptz not null);
