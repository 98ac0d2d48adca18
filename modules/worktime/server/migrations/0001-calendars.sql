-- One calendar for the company (employer_id null), and one for each employer that changes parts of it.
CREATE TABLE worktime.calendar (
  calendar_id uuid PRIMARY KEY,
  employer_id uuid UNIQUE NULLS NOT DISTINCT REFERENCES directory.employer,
  -- null: the company's hours.
  week jsonb,
  revision integer NOT NULL DEFAULT 1,
  CHECK (employer_id IS NOT NULL OR week IS NOT NULL),
  CHECK (week IS NULL OR jsonb_typeof(week) = 'array' AND jsonb_array_length(week) = 7)
);

-- A date that differs from its weekday. plain: the company's exception doesn't hold for this employer.
CREATE TABLE worktime.calendar_day (
  calendar_id uuid NOT NULL REFERENCES worktime.calendar,
  date date NOT NULL,
  kind text NOT NULL CHECK (kind IN ('holiday', 'workday', 'plain')),
  name_zh text,
  name_en text,
  statutory boolean NOT NULL DEFAULT false,
  hours jsonb,
  PRIMARY KEY (calendar_id, date),
  CHECK ((kind = 'plain') = (name_zh IS NULL)),
  CHECK ((name_zh IS NULL) = (name_en IS NULL)),
  CHECK (kind = 'holiday' OR NOT statutory),
  CHECK (kind = 'workday' OR hours IS NULL)
);

-- The years whose holidays are entered completely.
CREATE TABLE worktime.calendar_year (
  calendar_id uuid NOT NULL REFERENCES worktime.calendar,
  year integer NOT NULL CHECK (year BETWEEN 2000 AND 2200),
  PRIMARY KEY (calendar_id, year)
);
