import type { IconName } from '#design/icon.tsx';
import type { FieldKind } from '../../contract/form-design.ts';

type Group = 'basic' | 'people' | 'money' | 'table' | 'suites' | 'others';

/** The kinds of fields as the palette shows them. */
export const fieldGroups: readonly { readonly key: Group; readonly kinds: readonly FieldKind[] }[] = [
  {
    key: 'basic',
    kinds: ['text', 'longText', 'number', 'choice', 'date', 'dateRange', 'time', 'file', 'image', 'note'],
  },
  { key: 'people', kinds: ['person', 'department', 'phone', 'idNumber', 'address', 'location'] },
  { key: 'money', kinds: ['money', 'formula', 'bankAccount', 'invoice', 'costCentre', 'budgetLine', 'project'] },
  { key: 'table', kinds: ['table'] },
  { key: 'suites', kinds: ['leave', 'trip', 'outing', 'overtime', 'punchCorrection', 'seal'] },
  { key: 'others', kinds: ['relatedApproval', 'rating', 'signature'] },
];

/** The icon of each kind. */
export const fieldIcons: Readonly<Record<FieldKind, IconName>> = {
  text: 'edit',
  longText: 'book',
  number: 'chart',
  money: 'money',
  date: 'calendar',
  dateRange: 'calendar',
  time: 'clock',
  choice: 'todo',
  person: 'me',
  department: 'building',
  file: 'clip',
  image: 'image',
  formula: 'scales',
  address: 'place',
  location: 'pin',
  phone: 'phone',
  idNumber: 'directory',
  bankAccount: 'key',
  relatedApproval: 'link',
  leave: 'leave',
  trip: 'goto',
  outing: 'forward',
  overtime: 'moon',
  punchCorrection: 'check',
  invoice: 'receipt',
  seal: 'seal',
  rating: 'star',
  signature: 'send',
  costCentre: 'folder',
  budgetLine: 'filter',
  project: 'workbench',
  note: 'info',
  table: 'list',
};
