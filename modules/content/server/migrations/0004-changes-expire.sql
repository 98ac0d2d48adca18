-- A change that nobody confirms in time expires; nobody has answered it then. null: needed nobody else.
alter table content.change
  add column expires_at timestamptz,
  drop constraint change_answer_check,
  add constraint change_answer_check check (answer in ('applied', 'approved', 'refused', 'fallen', 'expired'));
