-- Classification 密级 (P5): approved with the text, and as unchangeable.
alter table bulletins.bulletin
  add column classification text not null default 'internal'
    check (classification in ('public', 'internal', 'ordinary', 'core'));
