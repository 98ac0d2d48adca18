-- Says that the company in this database is the sample. done_at is null while it is being made, or where that was broken off.
CREATE TABLE sample.company (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  begun_at timestamptz NOT NULL,
  done_at timestamptz
);
