-- Files of people that were previewed. What they would do is kept as it was shown, in a blob; applying works it out anew and
-- goes on only where it comes to the same (digest).
create table directory.people_import (
  id uuid primary key,
  employer_id uuid not null references directory.employer,
  file_name text not null,
  file_blob text not null,
  preview_blob text not null,
  digest text not null,
  options jsonb not null,
  counts jsonb not null,
  applicable boolean not null,
  made_at timestamptz not null,
  made_by uuid references directory.person,
  applied_at timestamptz
);
