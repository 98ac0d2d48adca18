/**
 * The layers of the modules, lowest first. A module knows contracts of lower layers, and of its own layer as long as no
 * circle comes of it; never of a higher one.
 */
export const layers: readonly (readonly string[])[] = [
  ['directory', 'worktime', 'access'],
  ['files', 'messaging', 'calendar', 'notifications'],
  ['approvals', 'tasks', 'bulletins', 'calls', 'bots'],
  [
    'groups',
    'content',
    'leave',
    'attendance',
    'staffing',
    'feedback',
    'transfers',
    'training',
    'work-reports',
    'seals',
    'expenses',
  ],
  ['policy', 'audit', 'admin', 'workbench', 'integrations', 'privacy'],
  ['sample'],
];
