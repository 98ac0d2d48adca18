-- The folder of the HR system's files: looked into every night by one program, and what was taken from it.
create table directory.hr_folder (
  one boolean primary key default true check (one),
  -- Somebody is to look; a program that has claimed it does so until then.
  asked boolean not null default false,
  claimed_until timestamptz,
  looked_at timestamptz,
  -- What kept files from being taken, of the last look.
  problems jsonb not null default '[]'
);
insert into directory.hr_folder default values;

-- A file is taken once: the digest is over its place, name, time of change and content.
create table directory.hr_folder_file (
  digest text primary key,
  import_id uuid references directory.people_import,
  taken_at timestamptz not null
);
