-- Drafts say who the deputies are from now on; what was settled before changed none.
update directory.reorganisation set comparison = jsonb_set(
  jsonb_set(comparison, '{departments}', (
    select coalesce(jsonb_agg(d || '{"deputies": [], "deputiesBefore": []}'::jsonb order by n), '[]')
    from jsonb_array_elements(comparison -> 'departments') with ordinality as one (d, n))),
  '{counts,deputiesChanged}', '0')
where comparison is not null;
