-- Marks of state secrets are stopped everywhere from the first day: the law leaves a company no choice (Z23).
insert into content.rule (id, revision, state, definition, changed_at) values (
  '01900000-0000-7000-8000-000000000023', 1, 'enforce',
  '{"title": {"zh": "涉密标志", "en": "Marks of state secrets"}, "category": "secrecy", "lookout": {"kind": "stateMarks"},
    "action": "block", "scope": {"places": "everywhere", "groupKinds": [], "employerIds": [], "postIds": []}}',
  '2026-01-01T00:00:00Z');
